#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// A company that contacts work for; the vendor calls it an account.
struct Company {
  std::uint64_t id = 0;
  std::string name;
  std::string url;
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

/// A contact who works for a company.
struct CompanyMember {
  std::uint64_t id = 0;
  std::uint64_t company = 0;
  std::uint64_t contact = 0;
  std::string job_title;
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

inline const std::string& lookup_key(const Company& company) {
  return company.name;
}

}  // namespace hookline
