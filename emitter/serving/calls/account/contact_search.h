#pragma once

#include "emitter/platform/entities/contact.h"
#include "emitter/platform/running/platform.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// Which contacts are meant.
struct ContactSelection {
  std::vector<std::string> words;  ///< in lower case; each in the address or the name
  std::optional<std::uint64_t> list = {};
  std::optional<std::string> tag = {};
  std::optional<std::uint64_t> automation = {};                      ///< in which they wait
  std::uint64_t before = std::numeric_limits<std::uint64_t>::max();  ///< only ids under it
  std::size_t skip = 0;  ///< so many of them are left out first
  std::size_t limit = 50;
};

struct FoundContacts {
  std::vector<std::shared_ptr<const Contact>> contacts;  ///< the newest first
  std::size_t total = 0;                                 ///< `before`, `skip` and `limit` aside
  std::size_t skipped = 0;
};

/// Looks at thousands at a time, and lets others at the platform between; a contact that changes
/// meanwhile is found as it was or as it is.
FoundContacts find_contacts(const Platform& platform, const ContactSelection& selection);

}  // namespace hookline
