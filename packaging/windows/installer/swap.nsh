; How the new version takes the place of the old one.
;
; The new files are laid into ~new while the old ones stay as they are. When all are there, the old
; parts are renamed into ~old and then the new ones into place: renaming takes no room and no time.
; Then ~old is renamed to ~gone and deleted. So ~old exists only while the two change places, and
; ~old\~in only once all old parts are in it. Whoever finds ~old, after a failure or at the next start
; of a setup, puts the old parts back. A user's file in the folder is never touched.

!define MOVING_IN "${OLD}\~in"

Function PrepareFolder
  Call PutBack
  CreateDirectory "$INSTDIR"
  Call DeleteGone
FunctionEnd

; Deletes what was left aside; a file that is still open there stays until the next time.
!macro DeleteGone un
Function ${un}DeleteGone
  Push $0
  Push $1
  FindFirst $0 $1 "$INSTDIR\${GONE}*"
  ${DoWhile} $1 != ""
    RMDir /r "$INSTDIR\$1"
    FindNext $0 $1
  ${Loop}
  FindClose $0
  Pop $1
  Pop $0
FunctionEnd

; Leaves in $1 a name for what is about to be deleted, one that is free.
Function ${un}FindGone
  StrCpy $1 "${GONE}"
  ${DoWhile} ${FileExists} "$INSTDIR\$1"
    StrCpy $1 "$1~"
  ${Loop}
FunctionEnd
!macroend

!insertmacro DeleteGone ""
!insertmacro DeleteGone "un."

!macro MoveAside part
  !insertmacro RenamePart "" "${part}" "$INSTDIR\${part}" "$INSTDIR\${OLD}\${part}"
!macroend

!macro MoveIn part
  !insertmacro RenamePart "" "${part}" "$INSTDIR\${NEW}\${part}" "$INSTDIR\${part}"
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
    CreateDirectory "$INSTDIR\${MOVING_IN}"
    !insertmacro MoveIn uninstall.exe
    !insertmacro EachPartBackwards MoveIn
  ${EndIf}
  Call FindGone
  !insertmacro RenamePart "" "${OLD}" "$INSTDIR\${OLD}" "$INSTDIR\$1"
  ${If} $0 != ""
    StrCpy $Refusal "Không thay được $INSTDIR\$0: có chương trình khác đang dùng. Hãy đóng các cửa sổ đang mở thư mục này rồi chạy lại bộ cài."
    Call Fail
  ${EndIf}
  RMDir "$INSTDIR\${NEW}"
  Call DeleteGone
FunctionEnd

; Putting back goes on with the next part when one will not move.
!macro TakeOut part
  StrCpy $0 ""
  !insertmacro RenamePart "" "${part}" "$INSTDIR\${part}" "$INSTDIR\${NEW}\${part}"
!macroend

!macro MoveBack part
  StrCpy $0 ""
  !insertmacro RenamePart "" "${part}" "$INSTDIR\${OLD}\${part}" "$INSTDIR\${part}"
!macroend

; Puts the parts of an old version back, if any were moved, and drops the unfinished new one.
Function PutBack
  Push $0
  SetOutPath "$TEMP" ; Windows deletes no folder that somebody stands in
  ${If} ${FileExists} "$INSTDIR\${OLD}\*.*"
    ${If} ${FileExists} "$INSTDIR\${MOVING_IN}\*.*"
      ; All old parts were away: what stands in place is new.
      CreateDirectory "$INSTDIR\${NEW}"
      !insertmacro EachPart TakeOut
      !insertmacro TakeOut uninstall.exe
      RMDir "$INSTDIR\${MOVING_IN}"
    ${EndIf}
    !insertmacro MoveBack uninstall.exe
    !insertmacro EachPartBackwards MoveBack
    RMDir "$INSTDIR\${OLD}"
  ${EndIf}
  RMDir /r "$INSTDIR\${NEW}"
  RMDir "$INSTDIR" ; a folder made for nothing: only an empty one goes
  Pop $0
FunctionEnd

; Says $Refusal, puts everything back and ends the installation.
Function Fail
  Call PutBack
  Call TellRefusal
  SetDetailsPrint both
  Abort "$Refusal"
FunctionEnd
