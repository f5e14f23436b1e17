/* Starts WardApp: loads the Python that lies in `runtime` and lets it run `app\start.py` with the
   arguments given. One text, built twice: WardApp.exe has windows only; wardapp.com, built with
   CONSOLE defined, belongs to the console it was called from, which waits for its exit code.

   Only the files that Python needs to begin are looked for here. What else an installation may
   lack, `app\start.py` finds and says. */

#include <windows.h>

#include <shellapi.h>
#include <stdarg.h>
#include <stdlib.h>
#include <wchar.h>

#define FOLDER_OF_PYTHON L"\\runtime\\"
#define PYTHON L"python313"
#define START L"\\app\\start.py"
#define PORTABLE_MARK L"\\portable.txt"

static const wchar_t *const NEEDED[] = {
    FOLDER_OF_PYTHON PYTHON L".dll",
    FOLDER_OF_PYTHON PYTHON L".zip",
    FOLDER_OF_PYTHON PYTHON L"._pth",
    FOLDER_OF_PYTHON L"vcruntime140.dll",
    FOLDER_OF_PYTHON L"vcruntime140_1.dll",
    START,
};

/* Windows 10 version 1903: what the shipped Qt starts on. */
#define OLDEST_MAJOR 10
#define OLDEST_BUILD 18362

#ifndef DEEPEST_FILE
#error "DEEPEST_FILE: the letters of the longest path below the folder of the program"
#endif

#define REFUSED 1

typedef int (*PythonMain)(int, wchar_t **);
typedef int (*PythonAtExit)(void (*)(void));
typedef LONG(WINAPI *VersionReader)(OSVERSIONINFOW *);

/* ---- text ---- */

static void *allocated(size_t bytes) {
    void *room = calloc(1, bytes);
    if (room == NULL)
        ExitProcess(REFUSED);
    return room;
}

/* The pieces one after another; the last argument is NULL. Nothing is ever freed: the text of one
   start is small, and the process ends with it. */
static wchar_t *joined(const wchar_t *first, ...) {
    va_list pieces;
    size_t length = 1;
    va_start(pieces, first);
    for (const wchar_t *piece = first; piece != NULL; piece = va_arg(pieces, const wchar_t *))
        length += wcslen(piece);
    va_end(pieces);

    wchar_t *whole = allocated(length * sizeof(wchar_t));
    va_start(pieces, first);
    for (const wchar_t *piece = first; piece != NULL; piece = va_arg(pieces, const wchar_t *))
        wcscat(whole, piece);
    va_end(pieces);
    return whole;
}

/* ---- what the user is told ---- */

#ifdef CONSOLE

static void tell(const wchar_t *sentence) {
    HANDLE errors = GetStdHandle(STD_ERROR_HANDLE);
    const wchar_t *line = joined(sentence, L"\r\n", NULL);
    DWORD mode, written;
    if (GetConsoleMode(errors, &mode)) {
        WriteConsoleW(errors, line, (DWORD)wcslen(line), &written, NULL);
        return;
    }
    int length = (int)wcslen(line);
    int size = WideCharToMultiByte(CP_UTF8, 0, line, length, NULL, 0, NULL, NULL);
    char *bytes = allocated((size_t)size);
    WideCharToMultiByte(CP_UTF8, 0, line, length, bytes, size, NULL, NULL);
    WriteFile(errors, bytes, (DWORD)size, &written, NULL);
}

#else

static void tell(const wchar_t *sentence) {
    MessageBoxW(NULL, sentence, L"WardApp", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
}

#endif

static BOOL is_file(const wchar_t *path) {
    DWORD attributes = GetFileAttributesW(path);
    return attributes != INVALID_FILE_ATTRIBUTES && !(attributes & FILE_ATTRIBUTE_DIRECTORY);
}

static const wchar_t *remedy(const wchar_t *folder) {
    if (is_file(joined(folder, PORTABLE_MARK, NULL)))
        return L"Hãy giải nén lại tệp zip của WardApp đè lên thư mục này; thư mục data còn nguyên.";
    return L"Hãy chạy lại bộ cài WardApp; dữ liệu còn nguyên.";
}

/* ---- where the program lies ---- */

static wchar_t *own_path(void) {
    for (DWORD room = MAX_PATH;; room *= 2) {
        wchar_t *path = allocated(room * sizeof(wchar_t));
        if (GetModuleFileNameW(NULL, path, room) < room)
            return path;
    }
}

static wchar_t *own_folder(const wchar_t *program) {
    wchar_t *folder = joined(program, NULL);
    wchar_t *last = wcsrchr(folder, L'\\');
    if (last != NULL)
        *last = L'\0';
    return folder;
}

/* ---- what must hold before Python is loaded ---- */

static BOOL windows_is_new_enough(void) {
    OSVERSIONINFOW version = {.dwOSVersionInfoSize = sizeof(version)};
    HMODULE system = GetModuleHandleW(L"ntdll.dll");
    VersionReader read = (VersionReader)(void *)GetProcAddress(system, "RtlGetVersion");
    if (read == NULL || read(&version) != 0)
        return FALSE;
    if (version.dwMajorVersion != OLDEST_MAJOR)
        return version.dwMajorVersion > OLDEST_MAJOR;
    return version.dwBuildNumber >= OLDEST_BUILD;
}

static BOOL everything_is_there(const wchar_t *folder) {
    for (size_t each = 0; each < sizeof(NEEDED) / sizeof(NEEDED[0]); each++) {
        if (!is_file(joined(folder, NEEDED[each], NULL))) {
            const wchar_t *name = NEEDED[each] + 1; /* without the backslash in front */
            tell(joined(L"Thiếu tệp ", name, L" của WardApp. ", remedy(folder), NULL));
            return FALSE;
        }
    }
    return TRUE;
}

/* Says what stands against a start, if anything does. */
static BOOL may_start(const wchar_t *folder) {
    if (!windows_is_new_enough()) {
        tell(L"WardApp cần Windows 10 bản 1903 trở lên, 64-bit.");
        return FALSE;
    }
    if (wcslen(folder) + DEEPEST_FILE >= MAX_PATH) {
        /* Python finds its own library in no path that is longer, whatever Windows allows. */
        tell(L"Đường dẫn của thư mục WardApp quá dài. Hãy chuyển cả thư mục đến nơi có đường dẫn "
             L"ngắn hơn, ví dụ D:\\WardApp.");
        return FALSE;
    }
    return everything_is_there(folder);
}

/* No library may come from the folder the user happens to stand in, and a library that fails to
   load is told in our sentence, not in a box of the system. */
static void guard_loading(void) {
    SetDllDirectoryW(L"");
    SetSearchPathMode(BASE_SEARCH_PATH_ENABLE_SAFE_SEARCHMODE | BASE_SEARCH_PATH_PERMANENT);
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);
}

/* ---- the console ---- */

#ifdef CONSOLE

static UINT code_page_found;

static void restore_console(void) {
    if (code_page_found != 0)
        SetConsoleOutputCP(code_page_found);
}

/* Python leaves by `exit` when a program ends with SystemExit, so it is asked to call back. */
static void use_utf8(HMODULE python) {
    PythonAtExit at_exit = (PythonAtExit)(void *)GetProcAddress(python, "Py_AtExit");
    code_page_found = GetConsoleOutputCP();
    if (code_page_found == 0 || at_exit == NULL || at_exit(restore_console) != 0)
        return;
    SetConsoleOutputCP(CP_UTF8);
}

#else

static void use_utf8(HMODULE python) { (void)python; }

#endif

/* ---- start ---- */

static int run_python(HMODULE python, wchar_t *program, wchar_t *folder) {
    wchar_t *before[] = {program, L"-X", L"utf8", joined(folder, START, NULL)};
    const int count_before = sizeof(before) / sizeof(before[0]);
    int count_given = 0;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count_given);
    PythonMain run = (PythonMain)(void *)GetProcAddress(python, "Py_Main");

    int count = count_before;
    wchar_t **words = allocated((size_t)(count_before + count_given + 1) * sizeof(wchar_t *));
    for (int each = 0; each < count_before; each++)
        words[each] = before[each];
    for (int each = 1; each < count_given; each++) /* the first is the program itself */
        words[count++] = given[each];
    return run(count, words);
}

int wmain(void) {
    wchar_t *program = own_path();
    wchar_t *folder = own_folder(program);
    guard_loading();
    if (!may_start(folder))
        return REFUSED;

    const wchar_t *library = FOLDER_OF_PYTHON PYTHON L".dll";
    HMODULE python = LoadLibraryExW(joined(folder, library, NULL), NULL,
        LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (python == NULL || GetProcAddress(python, "Py_Main") == NULL) {
        tell(joined(L"Tệp ", library + 1, L" của WardApp bị hỏng. ", remedy(folder), NULL));
        return REFUSED;
    }
    use_utf8(python);
    return run_python(python, program, folder);
}
