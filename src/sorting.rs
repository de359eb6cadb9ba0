//! Sorting that takes little room in the program. [`slice::sort_by`] is written out anew for everything that is sorted, ten
//! kilobytes each time; what is short, or seldom sorted, does as well with places that are sorted in its stead.

use std::cmp::Ordering;

/// Sorts by a key, as [`slice::sort_by_cached_key`] does: what is equal stays in order, and each key is asked for once.
pub fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = order(items.len(), &|a, b| keys[a].cmp(&keys[b]));
    arrange(items, order);
}

/// Sorts as [`slice::sort_by`] does: what is equal stays in order.
pub fn by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|a, b| compare(&items[a], &items[b]));
    arrange(items, order);
}

/// Sorts as [`slice::sort`] does: what is equal stays in order.
pub fn plain<T: Ord>(items: &mut Vec<T>) {
    by(items, T::cmp);
}

/// Puts things into the order of their places.
fn arrange<T>(items: &mut Vec<T>, order: Vec<usize>) {
    let mut taken: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|place| taken[place].take()));
}

/// So many places, as what stands there compares.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_stays_in_order() {
        let mut words = vec!["sea", "harbour", "gull", "ice", "boat"];
        by_key(&mut words, |word| word.len());
        assert_eq!(words, ["sea", "ice", "gull", "boat", "harbour"]);
        by(&mut words, |a, b| b.cmp(a));
        assert_eq!(words, ["sea", "ice", "harbour", "gull", "boat"]);
    }
}
