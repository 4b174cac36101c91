"""What users and programs see. One module an output format, each with `render(report, …)`."""
