/* Holds a file open so that nobody may rename or delete it, until the program is killed; says when. */

#include <windows.h>

int wmain(int count, wchar_t **words) {
    DWORD written;
    if (count < 2 || CreateFileW(words[1], GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0,
                         NULL) == INVALID_HANDLE_VALUE)
        return 1;
    WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), "held\n", 5, &written, NULL);
    Sleep(INFINITE);
    return 0;
}
