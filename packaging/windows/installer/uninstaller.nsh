; The uninstaller: takes out exactly what was installed, never the user's data, and leaves files of
; others in the folder alone.

Var Goodbye ; what the last page says

UninstPage custom un.ShowConfirmPage un.LeaveConfirmPage
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "Đã gỡ WardApp"
!define MUI_FINISHPAGE_TEXT "$Goodbye"
!insertmacro MUI_UNPAGE_FINISH

!define DATA_KEPT "Dữ liệu ở ${DATA} được giữ lại, không tệp nào bị xóa."

Function un.onInit
  SetShellVarContext current
  StrCpy $Refusal ""
  ${If} ${OtherSetupRuns}
    StrCpy $Refusal "Một bộ cài WardApp đang chạy. Hãy chờ nó xong rồi gỡ lại."
    StrCpy $RefusalCode ${CODE_OTHER_SETUP}
  ${ElseIfNot} ${FileExists} "$INSTDIR\WardApp.exe"
  ${AndIfNot} ${FileExists} "$INSTDIR\app\wardapp\*.*"
    StrCpy $Refusal "Không thấy WardApp trong thư mục $INSTDIR nên không gỡ gì."
    StrCpy $RefusalCode ${CODE_FOLDER}
  ${ElseIf} ${Silent}
    Call un.CheckRunning
  ${EndIf}
  ${If} $Refusal != ""
    Call un.TellRefusal
    SetErrorLevel $RefusalCode
    Quit
  ${EndIf}
FunctionEnd

Function un.ShowConfirmPage
  !insertmacro MUI_HEADER_TEXT "Gỡ cài đặt WardApp" "Xem lại rồi bấm Gỡ cài đặt."
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 10u "WardApp ${VERSION} sẽ được gỡ khỏi thư mục:"
  Pop $0
  ${NSD_CreateText} 0 12u 100% 13u "$INSTDIR"
  Pop $0
  SendMessage $0 ${EM_SETREADONLY} 1 0
  ${NSD_CreateLabel} 0 31u 100% 30u "${DATA_KEPT} Cài lại WardApp là dùng tiếp được."
  Pop $0
  !insertmacro CreateNotice 104u
  nsDialogs::Show
FunctionEnd

Function un.LeaveConfirmPage
  Call un.CheckRunning
  !insertmacro ShowNotice
FunctionEnd

!macro un.MoveAside part
  !insertmacro RenamePart "un." "${part}" "$INSTDIR\${part}" "$INSTDIR\$1\${part}"
!macroend

!macro un.MoveBack part
  Rename "$INSTDIR\$1\${part}" "$INSTDIR\${part}"
!macroend

Section Uninstall
  SetDetailsPrint textonly
  DetailPrint "Đang gỡ WardApp…"
  SetDetailsPrint none
  ; All parts move aside or none: a program half gone helps nobody.
  Call un.DeleteGone
  Call un.FindGone
  CreateDirectory "$INSTDIR\$1"
  StrCpy $0 ""
  !insertmacro EachPart un.MoveAside
  ${If} $0 != ""
    !insertmacro EachPartBackwards un.MoveBack
    RMDir "$INSTDIR\$1"
    StrCpy $Refusal "Chưa gỡ được: có chương trình khác đang dùng $INSTDIR\$0. Hãy đóng nó rồi gỡ lại."
    Call un.TellRefusal
    Abort "$Refusal"
  ${EndIf}
  Call un.Unregister
  Call un.DeleteGone
  RMDir /r "$INSTDIR\${OLD}"
  RMDir /r "$INSTDIR\${NEW}"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  StrCpy $Goodbye "${DATA_KEPT} Cài lại WardApp là dùng tiếp được."
  ${If} ${FileExists} "$INSTDIR\*.*"
    StrCpy $Goodbye "$Goodbye$\r$\n$\r$\nThư mục $INSTDIR còn tệp không phải của WardApp nên được để nguyên."
  ${EndIf}
  SetDetailsPrint textonly
  DetailPrint "${DATA_KEPT}"
SectionEnd
