; How the new version takes the place of the old one.
;
; The new files are laid into ~new while the old ones stay as they are. When all are there, the old
; parts are renamed into ~old and the new ones into place: renaming takes no room and no time. Then
; ~old is renamed to ~gone and deleted. So ~old exists only while the two change places, and whoever
; finds it there, after a failure or at the next start, puts the old parts back. A user's file in the
; folder is never touched.

Function PrepareFolder
  Call PutBack
  CreateDirectory "$INSTDIR"
  RMDir /r "$INSTDIR\${GONE}"
FunctionEnd

!macro MoveAside part
  ${If} ${FileExists} "$INSTDIR\${part}"
    ClearErrors
    Rename "$INSTDIR\${part}" "$INSTDIR\${OLD}\${part}"
    ${If} ${Errors}
      StrCpy $0 "${part}"
    ${EndIf}
  ${EndIf}
!macroend

!macro MoveIn part
  ClearErrors
  Rename "$INSTDIR\${NEW}\${part}" "$INSTDIR\${part}"
  ${If} ${Errors}
    StrCpy $0 "${part}"
  ${EndIf}
!macroend

; Puts the new version in the place of the old one, or fails with everything as it was.
Function SwapIn
  Call CheckRunning
  ${If} $Refusal != ""
    Call Fail
  ${EndIf}
  CreateDirectory "$INSTDIR\${OLD}"
  StrCpy $0 ""
  !insertmacro EachPart MoveAside
  !insertmacro MoveAside uninstall.exe
  ${If} $0 == ""
    !insertmacro MoveIn uninstall.exe
    !insertmacro EachPartBackwards MoveIn
  ${EndIf}
  ${If} $0 != ""
    StrCpy $Refusal "Không thay được $INSTDIR\$0: có chương trình khác đang dùng. Hãy đóng các cửa sổ đang mở thư mục này rồi chạy lại bộ cài."
    Call Fail
  ${EndIf}
  Rename "$INSTDIR\${OLD}" "$INSTDIR\${GONE}"
  RMDir "$INSTDIR\${NEW}"
  RMDir /r "$INSTDIR\${GONE}"
FunctionEnd

; What stands in place is new when its old one waits in ~old, or when ~new ($1 = 1: there is one) no
; longer has it.
!macro MoveBack part
  ${If} ${FileExists} "$INSTDIR\${OLD}\${part}"
    Rename "$INSTDIR\${part}" "$INSTDIR\${NEW}\${part}"
    Rename "$INSTDIR\${OLD}\${part}" "$INSTDIR\${part}"
  ${ElseIf} $1 = 1
  ${AndIfNot} ${FileExists} "$INSTDIR\${NEW}\${part}"
    Rename "$INSTDIR\${part}" "$INSTDIR\${NEW}\${part}"
  ${EndIf}
!macroend

; Puts the parts of an old version back, if any were moved, and drops the unfinished new one.
Function PutBack
  Push $1
  SetOutPath "$TEMP" ; Windows deletes no folder that somebody stands in
  ${If} ${FileExists} "$INSTDIR\${OLD}\*.*"
    StrCpy $1 0
    ${If} ${FileExists} "$INSTDIR\${NEW}\*.*"
      StrCpy $1 1
    ${EndIf}
    CreateDirectory "$INSTDIR\${NEW}"
    !insertmacro MoveBack uninstall.exe
    !insertmacro EachPartBackwards MoveBack
    RMDir "$INSTDIR\${OLD}"
  ${EndIf}
  RMDir /r "$INSTDIR\${NEW}"
  RMDir "$INSTDIR" ; a folder made for nothing: only an empty one goes
  Pop $1
FunctionEnd

; Says $Refusal, puts everything back and ends the installation.
Function Fail
  Call PutBack
  Call TellRefusal
  SetDetailsPrint both
  Abort "$Refusal"
FunctionEnd
