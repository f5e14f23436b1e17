"""The office on disk: SQLite, journal, attachments, backups; the only room that speaks SQL."""
