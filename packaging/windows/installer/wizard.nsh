; The wizard: welcome, folder, what will happen, progress, finish. An upgrade keeps its folder, so
; it is not asked for it.

!define FRESH_WORDS "WardApp giữ sổ văn bản đến, văn bản đi, dự thảo, nhật ký và báo cáo của phường, xã ngay trên máy này, không cần mạng.$\r$\n$\r$\nWardApp được cài cho riêng tài khoản Windows đang dùng, không cần quyền quản trị máy.$\r$\n$\r$\nBấm Tiếp tục để chọn thư mục cài đặt."
!define FOLDER_WORDS "WardApp sẽ được cài vào thư mục dưới đây, ổ đĩa cần còn trống ${NEEDED_MB} MB. Thường thì nên giữ nguyên; muốn đổi thư mục thì bấm Chọn…"
!define KEPT_WORDS "Sổ sách, dự thảo và tệp đã lưu được giữ nguyên.$\r$\n$\r$\nNếu WardApp đang mở, hãy đóng lại trước, rồi bấm Tiếp tục."
!define OLDER_WORDS "Sổ đã mở bằng bản mới có thể không mở được bằng bản cũ. Chỉ nên cài bản cũ khi người hỗ trợ bảo vậy.$\r$\n$\r$\nKhông cài nữa thì bấm Thôi."
!define DANGER B3261E

!define MUI_ICON "${PICTURES}/wardapp.ico"
!define MUI_UNICON "${PICTURES}/wardapp.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURES}/side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${PICTURES}/side.bmp"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "${PICTURES}/head.bmp"
!define MUI_CUSTOMFUNCTION_GUIINIT ChooseWords

Var WelcomeTitle
Var WelcomeText
Var ReadyText     ; what will happen, on the page before it does
Var FinishText
Var Older         ; 1 when the installed version is newer than this one
Var DesktopBox
Var SendToBox
Var OlderBox
Var Notice        ; the line that says why the next step must wait

!define MUI_WELCOMEPAGE_TITLE "$WelcomeTitle"
!define MUI_WELCOMEPAGE_TEXT "$WelcomeText"
!insertmacro MUI_PAGE_WELCOME
!define MUI_DIRECTORYPAGE_TEXT_TOP "${FOLDER_WORDS}"
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipForUpgrade
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveFolderPage
!insertmacro MUI_PAGE_DIRECTORY
Page custom ShowReadyPage LeaveReadyPage
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "Đã cài xong WardApp ${VERSION}"
!define MUI_FINISHPAGE_TEXT "$FinishText"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_PAGE_CUSTOMFUNCTION_PRE ChooseLastWords
!define MUI_FINISHPAGE_RUN "$INSTDIR\WardApp.exe"
!define MUI_FINISHPAGE_RUN_TEXT "&Mở WardApp"
!insertmacro MUI_PAGE_FINISH

; Chooses the words of the first pages: a first installation, an upgrade, the same again, a way back.
Function ChooseWords
  Push $0
  StrCpy $Older 0
  StrCpy $WelcomeTitle "Cài đặt WardApp ${VERSION}"
  StrCpy $WelcomeText "${FRESH_WORDS}"
  StrCpy $ReadyText "WardApp ${VERSION} sẽ được cài vào thư mục:"
  ${If} $Installed != ""
    ${VersionCompare} "$Installed" "${VERSION}" $0
    ${If} $0 = 0
      StrCpy $WelcomeTitle "Cài lại WardApp ${VERSION}"
      StrCpy $WelcomeText "Máy này đã có WardApp ${VERSION}. Cài lại là thay mọi tệp của chương trình bằng tệp mới.$\r$\n$\r$\n${KEPT_WORDS}"
      StrCpy $ReadyText "WardApp ${VERSION} sẽ được cài lại trong thư mục:"
    ${ElseIf} $0 = 1
      StrCpy $Older 1
      StrCpy $WelcomeTitle "Máy này đang có bản mới hơn"
      StrCpy $WelcomeText "Máy này đang có WardApp $Installed, bộ cài này là bản ${VERSION} cũ hơn.$\r$\n$\r$\n${OLDER_WORDS}"
      StrCpy $ReadyText "WardApp $Installed sẽ bị thay bằng bản cũ hơn ${VERSION}, trong thư mục:"
    ${Else}
      StrCpy $WelcomeTitle "Nâng cấp WardApp"
      StrCpy $WelcomeText "WardApp được nâng cấp từ $Installed lên ${VERSION}.$\r$\n$\r$\n${KEPT_WORDS}"
      StrCpy $ReadyText "WardApp sẽ được nâng cấp từ $Installed lên ${VERSION}, trong thư mục:"
    ${EndIf}
  ${EndIf}
  Pop $0
FunctionEnd

; The last page names the ways that were made.
Function ChooseLastWords
  StrCpy $FinishText "Từ nay mở WardApp trong menu Start."
  ${If} $WantDesktop = 1
    StrCpy $FinishText "Từ nay mở WardApp bằng biểu tượng trên màn hình hoặc trong menu Start."
  ${EndIf}
  ${If} $WantSendTo = 1
    StrCpy $FinishText "$FinishText$\r$\n$\r$\nMuốn vào sổ một tệp Word hay PDF: bấm chuột phải vào tệp, chọn Gửi tới (Send to), rồi WardApp – vào sổ."
  ${EndIf}
FunctionEnd

; An upgrade keeps the shortcuts as the user has them; a first installation makes all.
Function ChooseShortcuts
  StrCpy $WantDesktop 1
  StrCpy $WantSendTo 1
  ${If} $Installed != ""
  ${AndIfNot} ${FileExists} "${DESKTOP_LINK}"
    StrCpy $WantDesktop 0
  ${EndIf}
  ${If} $Installed != ""
  ${AndIfNot} ${FileExists} "${SEND_TO_LINK}"
    StrCpy $WantSendTo 0
  ${EndIf}
FunctionEnd

Function SkipForUpgrade
  ${If} $Installed != ""
    Abort
  ${EndIf}
FunctionEnd

Function LeaveFolderPage
  Call CheckFolder
  ${If} $Refusal == ""
    Call CheckSpace
  ${EndIf}
  ${If} $Refusal != ""
    Call TellRefusal
    Abort
  ${EndIf}
FunctionEnd

!macro CreateNotice top
  ${NSD_CreateLabel} 0 ${top} 100% 30u ""
  Pop $Notice
  SetCtlColors $Notice ${DANGER} transparent
!macroend

Function ShowReadyPage
  !insertmacro MUI_HEADER_TEXT "Sẵn sàng cài đặt" "Xem lại rồi bấm Cài đặt."
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 10u "$ReadyText"
  Pop $0
  ${NSD_CreateText} 0 12u 100% 13u "$INSTDIR"
  Pop $0
  SendMessage $0 ${EM_SETREADONLY} 1 0
  ${NSD_CreateLabel} 0 31u 100% 20u "Dữ liệu của cơ quan nằm riêng trong ${DATA}; bộ cài không chạm tới."
  Pop $0
  ${NSD_CreateCheckbox} 0 58u 100% 11u "Đặt biểu tượng WardApp trên &màn hình"
  Pop $DesktopBox
  ${NSD_SetState} $DesktopBox $WantDesktop
  ${NSD_CreateCheckbox} 0 72u 100% 11u "Thêm “WardApp – vào &sổ” vào mục Gửi tới (Send to) khi bấm chuột phải"
  Pop $SendToBox
  ${NSD_SetState} $SendToBox $WantSendTo
  ${If} $Older = 1
    ${NSD_CreateCheckbox} 0 86u 100% 11u "Tôi đã biết, vẫn &thay bằng bản cũ hơn"
    Pop $OlderBox
  ${EndIf}
  !insertmacro CreateNotice 104u
  nsDialogs::Show
FunctionEnd

; Says $Refusal on the page and stays, or goes on; a program that runs can be closed and tried again.
!macro ShowNotice
  ${If} $Refusal != ""
    ${NSD_SetText} $Notice "$Refusal"
    ; The text below shines through unless the label is drawn anew with its ground.
    ShowWindow $Notice ${SW_HIDE}
    ShowWindow $Notice ${SW_SHOW}
    ${If} $RefusalCode = ${CODE_RUNNING}
      GetDlgItem $0 $HWNDPARENT 1
      SendMessage $0 ${WM_SETTEXT} 0 "STR:&Thử lại"
    ${EndIf}
    Abort
  ${EndIf}
!macroend
Function LeaveReadyPage
  ${NSD_GetState} $DesktopBox $WantDesktop
  ${NSD_GetState} $SendToBox $WantSendTo
  Call CheckEverything
  ${If} $Refusal == ""
  ${AndIf} $Older = 1
    ${NSD_GetState} $OlderBox $0
    ${If} $0 <> ${BST_CHECKED}
      StrCpy $RefusalCode ${CODE_OLDER}
      StrCpy $Refusal "Hãy đánh dấu ô “Tôi đã biết” nếu vẫn cần bản cũ hơn; không thì bấm Thôi."
    ${EndIf}
  ${EndIf}
  !insertmacro ShowNotice
FunctionEnd

