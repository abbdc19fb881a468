"""Tables in and out: folders of CSV files, as spreadsheets and other systems write them, and the sample accounts."""
