/** Rows of one write above which other processes are told its table alone: more keys would not fit into a notice. */
export const maxToldRows = 1_000;
