"""Bad and hostile input of every kind, made by these modules, and what each of it costs."""
