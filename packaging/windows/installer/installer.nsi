; WardApp's installer: per user, 64-bit, Vietnamese; built by packaging/windows/installer.py, which
; writes build.nsh (version, places, sizes), parts.nsh (EachPart and EachPartBackwards: what lies in
; the program's folder) and files.nsh (the files, in order) for it.
;
; Silent:   WardApp-Setup-x.y.z.exe /S [/DOWNGRADE] [/D=C:\a folder\WardApp]
;           /D comes last and without quotes, spaces and all. A refusal is told on the error output.
; Leaves:   0 done · 1 the user went back · 2 failed; what was there before is back in its place
;           10 WardApp is running · 11 the folder will not do · 12 the disk is too full
;           13 Windows is too old · 14 a newer WardApp is installed (/DOWNGRADE allows it)
;           15 another setup of WardApp is at work
; Uninstall: uninstall.exe /S [_?=folder]; it returns at once and goes on in a copy of itself, unless
;           _?= names the folder: then it waits, and uninstall.exe itself stays.

Unicode true
!include build.nsh
!addincludedir "${SCRIPTS}"
Target amd64-unicode
SetCompressor /FINAL /SOLID ${PACKER}
!if ${PACKER} == lzma
  SetCompressorDictSize 64
!endif

!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include MUI2.nsh

Name WardApp
Caption "Cài đặt WardApp ${VERSION}"
UninstallCaption "Gỡ cài đặt WardApp"
BrandingText "WardApp ${VERSION}"
OutFile "${SETUP_FILE}"
InstallDir "$LOCALAPPDATA\Programs\WardApp"
InstallDirRegKey HKCU "${KEY_UNINSTALL}" InstallLocation
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
; Times of files would tie the installer to the moment of the build.
SetDateSave off
SetOverwrite on
AllowSkipFiles off
CRCCheck on
; CheckSpace says what is missing; NSIS, told a size, only turns the button grey.
SpaceTexts none
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion ${VERSION}.0
VIFileVersion ${VERSION}.0
VIAddVersionKey /LANG=1066 ProductName "WardApp"
VIAddVersionKey /LANG=1066 FileDescription "Bộ cài WardApp"
VIAddVersionKey /LANG=1066 CompanyName "WardApp"
VIAddVersionKey /LANG=1066 LegalCopyright "Giấy phép MIT"
VIAddVersionKey /LANG=1066 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1066 ProductVersion "${VERSION}"

; The certificate's owner may sign both programs: signing.py does nothing without WARDAPP_SIGN.
!uninstfinalize '"${PYTHON}" "${SIGNING}" "%1"' = 0
!finalize '"${PYTHON}" "${SIGNING}" "%1"' = 0

; The exit codes above by name.
!define CODE_RUNNING 10
!define CODE_FOLDER 11
!define CODE_SPACE 12
!define CODE_WINDOWS 13
!define CODE_OLDER 14
!define CODE_OTHER_SETUP 15

Var Refusal     ; a sentence why it cannot go on; empty: it can
Var RefusalCode ; the exit code of that refusal
Var Installed   ; the version installed before, empty when there is none
Var WantDesktop ; 1: a shortcut on the desktop, and so for Send to
Var WantSendTo

!include parts.nsh
!include common.nsh
!include folder.nsh
!include swap.nsh
!include registration.nsh
!include wizard.nsh
!include uninstaller.nsh

!insertmacro MUI_LANGUAGEEX "${SCRIPTS}/words" Vietnamese

; In a solid archive what the wizard needs first must lie first.
ReserveFile /plugin System.dll
ReserveFile /plugin nsDialogs.dll
ReserveFile "${PICTURES}/side.bmp"
ReserveFile "${PICTURES}/head.bmp"

Function .onInit
  SetShellVarContext current
  StrCpy $Refusal ""
  ${IfNot} ${AtLeastBuild} 18362
    StrCpy $Refusal "WardApp cần Windows 10 bản 1903 trở lên, 64-bit."
    StrCpy $RefusalCode ${CODE_WINDOWS}
  ${ElseIf} ${OtherSetupRuns}
    StrCpy $Refusal "Một bộ cài WardApp khác đang chạy. Hãy chờ nó xong rồi mở lại bộ cài này."
    StrCpy $RefusalCode ${CODE_OTHER_SETUP}
  ${EndIf}
  SectionSetSize 0 0
  ${If} $Refusal == ""
    Call CheckGivenFolder
  ${EndIf}
  ${If} $Refusal == ""
    Call FindInstalled
    Call ChooseShortcuts
    ${If} ${Silent}
    ${AndIf} $Refusal == ""
      Call CheckEverything
    ${EndIf}
  ${EndIf}
  ${If} $Refusal != ""
    Call TellRefusal
    SetErrorLevel $RefusalCode
    Quit
  ${EndIf}
FunctionEnd

; What the silent installer looks at before it starts, and the wizard when Cài đặt is clicked.
Function CheckEverything
  Call CheckFolder
  ${If} $Refusal == ""
    Call CheckSpace
  ${EndIf}
  ${If} $Refusal == ""
    Call CheckRunning
  ${EndIf}
  ${If} $Refusal == ""
  ${AndIf} ${Silent}
    Call CheckDowngrade
  ${EndIf}
FunctionEnd

!define NOT_WRITTEN "Không ghi đủ được các tệp vào $INSTDIR; mọi thứ vẫn như trước. Hãy xem lại ổ đĩa rồi chạy lại bộ cài."

Section
  SectionIn RO
  SetDetailsPrint textonly
  DetailPrint "Đang chuẩn bị thư mục…"
  Call PrepareFolder
  DetailPrint "Đang chép các tệp của WardApp…"
  SetDetailsPrint none
  ClearErrors
  !include files.nsh
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\${NEW}\uninstall.exe"
  ${If} ${Errors}
    StrCpy $Refusal "${NOT_WRITTEN}"
    Call Fail
  ${EndIf}
  SetDetailsPrint textonly
  DetailPrint "Đang thay bản cũ bằng bản mới…"
  SetDetailsPrint none
  Call SwapIn
  Call Register
  Call MakeShortcuts
  SetDetailsPrint textonly
  DetailPrint "Đã cài xong."
SectionEnd

; When a file could not be unpacked NSIS itself ends the installation.
Function .onInstFailed
  Call PutBack
  ${If} ${Silent}
  ${AndIf} $Refusal == ""
    StrCpy $Refusal "${NOT_WRITTEN}"
    Call TellRefusal
  ${EndIf}
FunctionEnd
