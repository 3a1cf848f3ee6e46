"""Reading a list of scopes in any form, and comparing it with what is needed."""
