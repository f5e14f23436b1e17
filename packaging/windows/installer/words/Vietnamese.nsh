; The words of the wizard's pages. MUI takes what is missing here from English: nothing may be.

!insertmacro LANGFILE "Vietnamese" = "Tiếng Việt" "Tieng Viet"

!ifdef MUI_WELCOMEPAGE
  ${LangFileString} MUI_TEXT_WELCOME_INFO_TITLE "Cài đặt $(^NameDA)"
  ${LangFileString} MUI_TEXT_WELCOME_INFO_TEXT "$_CLICK"
!endif

!ifdef MUI_DIRECTORYPAGE
  ${LangFileString} MUI_TEXT_DIRECTORY_TITLE "Thư mục cài đặt"
  ${LangFileString} MUI_TEXT_DIRECTORY_SUBTITLE "Chọn nơi đặt các tệp của chương trình."
!endif

!ifdef MUI_INSTFILESPAGE
  ${LangFileString} MUI_TEXT_INSTALLING_TITLE "Đang cài đặt"
  ${LangFileString} MUI_TEXT_INSTALLING_SUBTITLE "Việc này mất chừng một phút."
  ${LangFileString} MUI_TEXT_FINISH_TITLE "Đã cài xong"
  ${LangFileString} MUI_TEXT_FINISH_SUBTITLE "Mọi tệp đã vào chỗ."
  ${LangFileString} MUI_TEXT_ABORT_TITLE "Chưa cài được"
  ${LangFileString} MUI_TEXT_ABORT_SUBTITLE "Dữ liệu và bản WardApp đang có, nếu có, vẫn như trước."
!endif

!ifdef MUI_UNINSTFILESPAGE
  ${LangFileString} MUI_UNTEXT_UNINSTALLING_TITLE "Đang gỡ cài đặt"
  ${LangFileString} MUI_UNTEXT_UNINSTALLING_SUBTITLE "Dữ liệu được giữ lại."
  ${LangFileString} MUI_UNTEXT_FINISH_TITLE "Đã gỡ xong"
  ${LangFileString} MUI_UNTEXT_FINISH_SUBTITLE "Dữ liệu được giữ lại."
  ${LangFileString} MUI_UNTEXT_ABORT_TITLE "Chưa gỡ được"
  ${LangFileString} MUI_UNTEXT_ABORT_SUBTITLE "WardApp vẫn như trước."
!endif

!ifdef MUI_FINISHPAGE
  ${LangFileString} MUI_TEXT_FINISH_INFO_TITLE "Đã cài xong $(^NameDA)"
  ${LangFileString} MUI_TEXT_FINISH_INFO_TEXT "Bấm Xong để đóng cửa sổ này."
  ${LangFileString} MUI_TEXT_FINISH_INFO_REBOOT "Cần khởi động lại máy để cài xong $(^NameDA)."
!endif

!ifdef MUI_UNFINISHPAGE
  ${LangFileString} MUI_UNTEXT_FINISH_INFO_TITLE "Đã gỡ $(^NameDA)"
  ${LangFileString} MUI_UNTEXT_FINISH_INFO_TEXT "Bấm Xong để đóng cửa sổ này."
  ${LangFileString} MUI_UNTEXT_FINISH_INFO_REBOOT "Cần khởi động lại máy để gỡ xong $(^NameDA)."
!endif

!ifdef MUI_FINISHPAGE | MUI_UNFINISHPAGE
  ${LangFileString} MUI_TEXT_FINISH_REBOOTNOW "Khởi động lại ngay"
  ${LangFileString} MUI_TEXT_FINISH_REBOOTLATER "Khởi động lại sau"
  ${LangFileString} MUI_TEXT_FINISH_RUN "&Mở $(^NameDA)"
  ${LangFileString} MUI_TEXT_FINISH_SHOWREADME "Xem tệp &hướng dẫn"
  ${LangFileString} MUI_BUTTONTEXT_FINISH "&Xong"
!endif
