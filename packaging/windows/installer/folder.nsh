; Which folder WardApp goes into, and whether it may.

!define REFUSE_NETWORK "Thư mục $INSTDIR nằm trên mạng. Hãy chọn thư mục trên ổ đĩa của máy này."

; Finds the WardApp that is installed: its version, and the folder, which an upgrade keeps.
Function FindInstalled
  Push $0
  StrCpy $Installed ""
  ReadRegStr $0 HKCU "${KEY_UNINSTALL}" InstallLocation
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$0\uninstall.exe"
    ReadRegStr $Installed HKCU "${KEY_UNINSTALL}" DisplayVersion
    ${If} $0 != $INSTDIR
      ; Only /D= can differ from what is registered.
      StrCpy $Refusal "WardApp đã được cài ở $0. Hãy gỡ bản đó trước, hoặc cài lại vào đúng thư mục ấy."
      StrCpy $RefusalCode ${CODE_FOLDER}
    ${EndIf}
  ${EndIf}
  Pop $0
FunctionEnd

; Leaves a sentence in $Refusal when NSIS did not take the folder given by /D=: it falls back to
; another one without a word.
Function CheckGivenFolder
  Push $0
  Push $1
  System::Call 'kernel32::GetCommandLine() p.r0'
  System::Call 'shlwapi::StrStrI(p r0, t "/D=") p.r1'
  ${If} $1 P<> 0
    System::Call 'kernel32::lstrcpyn(t.r0, p r1, i ${NSIS_MAX_STRLEN})'
    StrCpy $0 $0 "" 3
    ${If} $0 != $INSTDIR
    ${AndIf} $0 != "$INSTDIR\"
      StrCpy $Refusal "Không dùng được thư mục ghi sau /D= là $0. Thư mục phải nằm trên ổ đĩa của máy này, ghi đủ từ tên ổ đĩa và không có dấu ngoặc kép."
      StrCpy $RefusalCode ${CODE_FOLDER}
    ${EndIf}
  ${EndIf}
  Pop $1
  Pop $0
FunctionEnd

; Leaves a sentence in $Refusal when a newer version is installed and nobody allowed to go back.
Function CheckDowngrade
  Push $0
  ${VersionCompare} "$Installed" "${VERSION}" $0
  ${If} $Installed != ""
  ${AndIf} $0 = 1
    ClearErrors
    ${GetOptions} $CMDLINE "/DOWNGRADE" $0
    ${If} ${Errors}
      StrCpy $Refusal "Máy này đang có WardApp $Installed, mới hơn bản ${VERSION}. Nếu vẫn cần bản cũ, thêm /DOWNGRADE."
      StrCpy $RefusalCode ${CODE_OLDER}
    ${EndIf}
  ${EndIf}
  Pop $0
FunctionEnd

; Leaves a sentence in $Refusal when $INSTDIR will not do.
Function CheckFolder
  Push $0
  Push $1
  StrCpy $Refusal ""
  StrCpy $RefusalCode ${CODE_FOLDER}
  StrLen $0 $INSTDIR
  StrCpy $1 $INSTDIR 2
  ${If} ${FileExists} "$INSTDIR\portable.txt"
    StrCpy $Refusal "Thư mục $INSTDIR chứa bản WardApp mang theo. Hãy chọn thư mục khác; bản mang theo được cập nhật bằng tệp zip của nó."
  ${ElseIf} $0 > ${LONGEST_FOLDER}
    StrCpy $Refusal "Đường dẫn thư mục dài quá ${LONGEST_FOLDER} chữ. Hãy chọn thư mục có đường dẫn ngắn hơn."
  ${ElseIf} $1 == "\\"
    StrCpy $Refusal "${REFUSE_NETWORK}"
  ${Else}
    StrCpy $0 $INSTDIR 3
    System::Call 'kernel32::GetDriveType(t r0) i.r1'
    ${If} $1 = 4 ; DRIVE_REMOTE
      StrCpy $Refusal "${REFUSE_NETWORK}"
    ${EndIf}
  ${EndIf}
  ${If} $Refusal == ""
    Call CheckDataApart
  ${EndIf}
  ${If} $Refusal == ""
    Call CheckOwner
  ${EndIf}
  ${If} $Refusal == ""
    Call CheckWritable
  ${EndIf}
  Pop $1
  Pop $0
FunctionEnd

; The user's data must not lie among the files of the program.
Function CheckDataApart
  Push $0
  Push $1
  StrLen $0 "${DATA}\"
  StrCpy $1 "$INSTDIR\" $0
  ${If} $1 == "${DATA}\"
    StrCpy $Refusal "Thư mục ${DATA} dành cho dữ liệu của WardApp. Hãy chọn thư mục khác."
  ${EndIf}
  Pop $1
  Pop $0
FunctionEnd

; A folder that exists must be empty, or hold a WardApp, be it one that was interrupted.
Function CheckOwner
  Push $0
  Push $1
  ${If} ${FileExists} "$INSTDIR\WardApp.exe"
  ${OrIf} ${FileExists} "$INSTDIR\app\wardapp\*.*"
  ${OrIf} ${FileExists} "$INSTDIR\${OLD}\*.*"
  ${OrIf} ${FileExists} "$INSTDIR\${NEW}\*.*"
  ${OrIf} ${FileExists} "$INSTDIR\${GONE}\*.*"
    Goto done
  ${EndIf}
  FindFirst $0 $1 "$INSTDIR\*.*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
      StrCpy $Refusal "Thư mục $INSTDIR đang chứa thứ khác. Hãy chọn thư mục trống hoặc thư mục mới."
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
  done:
  Pop $1
  Pop $0
FunctionEnd

; Leaves in $0 the part of $INSTDIR that exists already, at least the drive.
Function FindExisting
  Push $1
  StrCpy $0 $INSTDIR
  ${DoUntil} ${FileExists} "$0\*.*"
    StrLen $1 $0
    ${If} $1 <= 2
      ${ExitDo}
    ${EndIf}
    ${GetParent} $0 $0
  ${Loop}
  Pop $1
FunctionEnd

Function CheckWritable
  Push $0
  Push $1
  Call FindExisting
  ClearErrors
  GetTempFileName $1 $0
  ${If} ${Errors}
  ${OrIfNot} ${FileExists} $1
    StrCpy $Refusal "Không ghi được vào $0. Hãy chọn thư mục khác, ví dụ thư mục được đề nghị sẵn."
  ${Else}
    Delete $1
  ${EndIf}
  Pop $1
  Pop $0
FunctionEnd

; Leaves a sentence in $Refusal when the disk has no room; an old version stays until the end.
Function CheckSpace
  Push $0
  Push $1
  Push $2
  Call FindExisting
  System::Call 'kernel32::GetDiskFreeSpaceEx(t "$0\", *l.r1, p 0, p 0) i.r2'
  ${If} $2 <> 0
    System::Int64Op $1 / 1048576
    Pop $1
    ${If} $1 < ${NEEDED_MB}
      StrCpy $Refusal "Cài WardApp cần ${NEEDED_MB} MB trống, ổ đĩa của $INSTDIR chỉ còn $1 MB. Hãy xóa bớt tệp hoặc chọn ổ khác."
      StrCpy $RefusalCode ${CODE_SPACE}
    ${EndIf}
  ${EndIf}
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
