//! Statements marked one by one, to be copied or exported together; leaving with marks that went nowhere asks once.

use super::app::App;
use super::effect::Effect;
use super::page::counted;
use super::typeset::Clean;

impl App {
    /// Marks the selected statement for copying, or no longer.
    pub fn mark_statement(&mut self) {
        let Some(id) = self.cursor.statement else {
            self.message = Some("select a statement first; 2 lists them".into());
            return;
        };
        if !self.copying.marked.remove(&id) {
            self.copying.marked.insert(id);
        }
        self.copying.settled = false;
        let count = counted(self.copying.marked.len(), "statement");
        self.message = Some(Clean::from(format!("{count} marked; y copies, E exports, Esc forgets them")));
    }

    /// Leaves; with marks that were neither copied nor exported only where it is asked for once more.
    pub fn leave(&mut self) -> Vec<Effect> {
        let marked = self.copying.marked.len();
        if marked == 0 || std::mem::replace(&mut self.copying.settled, true) {
            return vec![Effect::Quit];
        }
        let marks = counted(marked, "mark");
        let told = format!("{marks} not yet exported (E) or copied (y); leaving again forgets them");
        self.message = Some(Clean::from(told));
        Vec::new()
    }
}
