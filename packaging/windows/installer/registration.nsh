; What Windows knows of WardApp, all of it the user's own: the list of programs, .wardpack files,
; Open with, Send to, Start menu, desktop.

!define FILE_TYPE "WardApp.Package"
!define CLASSES "Software\Classes"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\WardApp.exe"
!define START_MENU_LINK "$SMPROGRAMS\WardApp.lnk"
!define DESKTOP_LINK "$DESKTOP\WardApp.lnk"
!define SEND_TO_LINK "$SENDTO\WardApp – vào sổ.lnk"
!define SEND_TO_CHECK_LINK "$SENDTO\WardApp – soát thể thức.lnk"

!define SHCNE_ASSOCCHANGED 0x08000000

!macro TellShell
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'
!macroend

Function Register
  WriteRegStr HKCU "${KEY_UNINSTALL}" DisplayName "WardApp"
  WriteRegStr HKCU "${KEY_UNINSTALL}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${KEY_UNINSTALL}" Publisher "WardApp"
  WriteRegStr HKCU "${KEY_UNINSTALL}" DisplayIcon "$INSTDIR\WardApp.exe,0"
  WriteRegStr HKCU "${KEY_UNINSTALL}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${KEY_UNINSTALL}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY_UNINSTALL}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY_UNINSTALL}" EstimatedSize ${SIZE_KB}
  WriteRegDWORD HKCU "${KEY_UNINSTALL}" NoModify 1
  WriteRegDWORD HKCU "${KEY_UNINSTALL}" NoRepair 1

  WriteRegStr HKCU "${CLASSES}\.wardpack" "" "${FILE_TYPE}"
  WriteRegStr HKCU "${CLASSES}\${FILE_TYPE}" "" "Gói trao đổi WardApp"
  WriteRegStr HKCU "${CLASSES}\${FILE_TYPE}\DefaultIcon" "" "$INSTDIR\WardApp.exe,1"
  WriteRegStr HKCU "${CLASSES}\${FILE_TYPE}\shell\open\command" "" '"$INSTDIR\WardApp.exe" "%1"'

  ; Listed under Open with for Word and PDF files, which stay with the program that has them.
  WriteRegStr HKCU "${CLASSES}\Applications\WardApp.exe" FriendlyAppName "WardApp"
  WriteRegStr HKCU "${CLASSES}\Applications\WardApp.exe\shell\open\command" "" '"$INSTDIR\WardApp.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\WardApp.exe\SupportedTypes" ".docx" ""
  WriteRegStr HKCU "${CLASSES}\Applications\WardApp.exe\SupportedTypes" ".pdf" ""
  WriteRegStr HKCU "${CLASSES}\Applications\WardApp.exe\SupportedTypes" ".wardpack" ""

  WriteRegStr HKCU "${APP_PATHS}" "" "$INSTDIR\WardApp.exe"
  WriteRegStr HKCU "${APP_PATHS}" Path "$INSTDIR"
  !insertmacro TellShell
FunctionEnd

!macro MakeShortcut link arguments words
  CreateShortcut "${link}" "$INSTDIR\WardApp.exe" "${arguments}" "$INSTDIR\WardApp.exe" 0 SW_SHOWNORMAL "" "${words}"
!macroend

; An upgrade leaves away what the user had thrown away; the wizard's boxes are asked first.
Function MakeShortcuts
  SetOutPath "$INSTDIR"
  !insertmacro MakeShortcut "${START_MENU_LINK}" "" "Sổ văn bản, soạn thảo, nhật ký và báo cáo"
  ${If} $WantDesktop = 1
    !insertmacro MakeShortcut "${DESKTOP_LINK}" "" "Sổ văn bản, soạn thảo, nhật ký và báo cáo"
  ${Else}
    Delete "${DESKTOP_LINK}"
  ${EndIf}
  ${If} $WantSendTo = 1
    !insertmacro MakeShortcut "${SEND_TO_LINK}" "" "Vào sổ văn bản đến từ tệp này"
    !insertmacro MakeShortcut "${SEND_TO_CHECK_LINK}" "--page check" "Soát thể thức tệp Word này"
  ${Else}
    Delete "${SEND_TO_LINK}"
    Delete "${SEND_TO_CHECK_LINK}"
  ${EndIf}
FunctionEnd

Function un.Unregister
  Push $0
  DeleteRegKey HKCU "${KEY_UNINSTALL}"
  DeleteRegKey HKCU "${APP_PATHS}"
  DeleteRegKey HKCU "${CLASSES}\Applications\WardApp.exe"
  DeleteRegKey HKCU "${CLASSES}\${FILE_TYPE}"
  ; Another program may have taken the file type over since.
  ReadRegStr $0 HKCU "${CLASSES}\.wardpack" ""
  ${If} $0 == "${FILE_TYPE}"
    DeleteRegKey HKCU "${CLASSES}\.wardpack"
  ${EndIf}
  Delete "${START_MENU_LINK}"
  Delete "${DESKTOP_LINK}"
  Delete "${SEND_TO_LINK}"
  Delete "${SEND_TO_CHECK_LINK}"
  !insertmacro TellShell
  Pop $0
FunctionEnd
