; What installer and uninstaller share.

; Folders of the installer's own inside the program's folder, gone when it is done:
!define NEW "~new"   ; the new version, until it is whole
!define OLD "~old"   ; the old version, until the new one stands in its place
!define GONE "~gone" ; what is only waiting to be deleted

!define ERROR_SHARING_VIOLATION 32
!define ERROR_ALREADY_EXISTS 183

!macro CheckRunningFile file
  System::Call 'kernel32::CreateFile(t "$INSTDIR\${file}", i 0x40000000, i 7, p 0, i 3, i 0, p 0) p.r0 ?e'
  Pop $1
  ${If} $0 P<> -1
    System::Call 'kernel32::CloseHandle(p r0)'
  ${ElseIf} $1 = ${ERROR_SHARING_VIOLATION}
    StrCpy $Refusal "WardApp đang mở. Hãy đóng WardApp rồi bấm Thử lại."
    ${If} ${Silent}
      StrCpy $Refusal "WardApp đang mở. Hãy đóng WardApp rồi chạy lại."
    ${EndIf}
    StrCpy $RefusalCode ${CODE_RUNNING}
  ${EndIf}
!macroend

; The same functions are needed in both programs; those of the uninstaller begin with `un.`
!macro CommonFunctions un

; Says $Refusal: in a box, or on the error output when nobody looks at the screen.
Function ${un}TellRefusal
  ${IfNot} ${Silent}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Refusal"
    Return
  ${EndIf}
  Push $0
  Push $1
  Push $2
  Push $3
  StrCpy $3 "$Refusal$\r$\n"
  System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r3, i -1, p 0, i 0, p 0, p 0) i.r1'
  System::Call '*(&m$1) p.r2'
  System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r3, i -1, p r2, i r1, p 0, p 0)'
  IntOp $1 $1 - 1 ; without the zero at the end
  System::Call 'kernel32::GetStdHandle(i -12) p.r0'
  System::Call 'kernel32::WriteFile(p r0, p r2, i r1, *i.r3, p 0)'
  System::Free $2
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

; Leaves a sentence in $Refusal when the WardApp of this folder is running: Windows lets nobody
; write into a program that runs.
Function ${un}CheckRunning
  Push $0
  Push $1
  StrCpy $Refusal ""
  !insertmacro CheckRunningFile "WardApp.exe"
  !insertmacro CheckRunningFile "wardapp.com"
  !insertmacro CheckRunningFile "runtime\python313.dll"
  Pop $1
  Pop $0
FunctionEnd

; Renames $R0 to $R1; $R2 is then 0, or counts how often it failed. A virus scanner that looks at
; what was just written holds it for a moment, so only three seconds of failing are a failure.
Function ${un}RenamePatiently
  StrCpy $R2 0
  ${Do}
    ClearErrors
    Rename $R0 $R1
    ${IfNot} ${Errors}
      StrCpy $R2 0
      Return
    ${EndIf}
    Sleep 300
    IntOp $R2 $R2 + 1
  ${LoopUntil} $R2 >= 10
FunctionEnd

!macroend

; Renames one part, unless an earlier one failed: then $0 holds that one's name.
!macro RenamePart un part from to
  ${If} $0 == ""
  ${AndIf} ${FileExists} "${from}"
    StrCpy $R0 "${from}"
    StrCpy $R1 "${to}"
    Call ${un}RenamePatiently
    ${If} $R2 > 0
      StrCpy $0 "${part}"
    ${EndIf}
  ${EndIf}
!macroend

; True while another setup or uninstaller of WardApp is at work for this user.
!macro _OtherSetupRuns _a _b _t _f
  !insertmacro _LOGICLIB_TEMP
  System::Call 'kernel32::CreateMutex(p 0, i 0, t "Local\WardAppSetup") p ?e'
  Pop $_LOGICLIB_TEMP
  !insertmacro _= $_LOGICLIB_TEMP ${ERROR_ALREADY_EXISTS} `${_t}` `${_f}`
!macroend
!define OtherSetupRuns `"" OtherSetupRuns ""`

!insertmacro CommonFunctions ""
!insertmacro CommonFunctions "un."
