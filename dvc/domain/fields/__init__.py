"""Hold one class for each type of question: parse, check, show, schema; `types` gathers them."""
