//! Lanes of the timeline: actors and themes that stand beside each other there, because the user marked them or because the
//! filter asks for them.

use super::action::{Action, Place};
use super::app::App;
use super::chips;
use super::effect::Effect;
use super::pointing::Pointed;
use super::typeset::Clean;
use crate::store::{Facet, Query, Store};

/// Most lanes; a high timeline has room for no more.
const MOST: usize = 8;

impl App {
    /// The lanes under a filter: those that were marked, then those of its actors and themes.
    pub fn lanes_under(&self, query: &Query) -> Vec<(Facet, String)> {
        let mut lanes = self.lanes.clone();
        lanes.extend(chips::lanes(query).into_iter().filter(|lane| !self.lanes.contains(lane)));
        lanes.truncate(MOST);
        lanes
    }

    /// Whether an actor or a theme was given a lane.
    pub fn has_lane(&self, facet: Facet, id: &str) -> bool {
        self.lanes.iter().any(|(of, lane)| *of == facet && lane == id)
    }

    /// Gives the actor or theme under the cursor a lane, or takes it away.
    pub fn change_lane_of_this(&mut self, store: &Store) -> Vec<Effect> {
        let lane = match self.pointed(store) {
            Some(Pointed::Speaker(id) | Pointed::Actor(id)) => (Facet::Actor, id),
            Some(Pointed::Theme(id)) => (Facet::Theme, id),
            None => {
                self.message = Some("select an actor, a theme or a statement whose speaker is known".into());
                return Vec::new();
            }
        };
        self.change_lane(store, lane)
    }

    /// Gives an actor or a theme a lane in the timeline, or takes it away.
    pub fn change_lane(&mut self, store: &Store, (facet, id): (Facet, String)) -> Vec<Effect> {
        let name = crate::store::profile::name_of(store, facet, &id);
        let told = if let Some(at) = self.lanes.iter().position(|lane| *lane == (facet, id.clone())) {
            self.lanes.remove(at);
            format!("{name} has no lane of its own in the timeline now")
        } else if self.lanes.len() == MOST {
            self.message = Some("the timeline has eight lanes already; take one away first".into());
            return Vec::new();
        } else {
            self.lanes.push((facet, id));
            let key = self.keymap.key_for(Place::LIST, Action::Timeline);
            format!("{name} has a lane in the timeline; {key} gives that the whole screen")
        };
        self.message = Some(Clean::from(told));
        self.wish.lanes = self.lanes_under(&self.wish.query);
        self.ask_view()
    }
}
