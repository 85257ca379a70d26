#pragma once

#include <stdexcept>

namespace hookline {

/// The store can't write or read captures now: the disk is full, the file read-only or gone. The
/// sentence says what and where. It may work again later.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// There is no room left; deleting captures makes some.
class StoreFullError : public StoreError {
 public:
  using StoreError::StoreError;
};

/// Nobody waits any more for what a search finds, see CaptureQuery::is_given_up.
class SearchGivenUp : public StoreError {
 public:
  SearchGivenUp() : StoreError("the search was given up: nobody waits for it any more") {}
};

}  // namespace hookline
