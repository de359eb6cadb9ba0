//! What a network looks at: for each token some rows of a table.

/// Numbers of rows, token by token. Reuse one over many sequences ([`Rows::clear`]): it then allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    rows: Vec<u32>,
    ends: Vec<u32>,
}

impl Rows {
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.rows.clear();
        self.ends.clear();
    }

    /// Adds a row to the token being described.
    #[inline]
    pub fn push(&mut self, row: u32) {
        self.rows.push(row);
    }

    /// Ends the description of a token; the next row is the next token's.
    pub fn end_token(&mut self) {
        self.ends.push(self.rows.len() as u32);
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The rows of a token; none past the end.
    #[inline]
    pub fn token(&self, at: usize) -> &[u32] {
        let end = self.ends.get(at).copied().unwrap_or_default() as usize;
        let start = at.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or_default() as usize;
        self.rows.get(start..end).unwrap_or_default()
    }
}
