module tend.dev/schema/history

go 1.21
