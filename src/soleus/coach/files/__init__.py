"""What comes in and goes out as files: of devices, of clinics, and copies of a journal."""
