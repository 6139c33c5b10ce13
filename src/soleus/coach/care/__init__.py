"""What clinicians see, say and prescribe: visits, exercises, the report and its sheet."""
