/* Rust programs ask Windows' bcryptprimitives.dll for random bytes; Wine has it since 8.13.
   Built into the test prefix only, never shipped. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG count);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    return SystemFunction036(bytes, (ULONG)count);
}
