"""Pasted lines of a busy week, for pictures: a Zalo chat with reports of several units."""

from __future__ import annotations

CHAT = """\
[07:42, 04/6/2026] Nguyễn Thị Hoa: Loa: phòng chống đuối nước cho trẻ em dịp hè, 2 tin, 15 phút
[08:05, 04/6/2026] Trần Văn Bình: [Hình ảnh]
[08:16, 04/6/2026] Trần Văn Bình: Kết quả truyền thông tuần của tổ dân phố số 9:
- Zalo: lịch cấp căn cước lưu động cuối tuần, 3 tin, tiếp cận 412
- Họp tổ dân phố số 9: chỉnh trang ngõ, chống ngập úng mùa mưa, 86 người
- Pano: phân loại rác tại nguồn, 2 chiếc, tdp 9
- Video hướng dẫn nộp hồ sơ trực tuyến https://fb.example/lienho/0604
[09:30, 04/6/2026] Lê Minh Đức: Fanpage: ra quân tổng vệ sinh môi trường; 1 bài; \
tiếp cận 1.846; 120 tương tác
[10:02, 04/6/2026] Lê Minh Đức: đã thu hồi tin nhắn
[14:20, 04/6/2026] Nguyễn Thị Hoa: Họp chi bộ 12 học tập chuyên đề quý II, 41 người dự
[16:45, 05/6/2026] Nguyễn Thị Hoa: nhờ các đồng chí đăng giúp lịch tiêm chủng mở rộng, \
liên hệ 0912345678
[17:10, 05/6/2026] Trần Văn Bình: - bảng tin: công khai thu chi quý II, tdp 99
- Tọa đàm an toàn giao thông 31/6, 120 đại biểu"""
