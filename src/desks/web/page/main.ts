// Entry of the desk page: list of tickets, conversation, acts.
export {};
