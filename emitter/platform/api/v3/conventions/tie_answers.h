#pragma once

#include "emitter/platform/api/v3/conventions/v3_answers.h"

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace hookline {

/// A list of what ties contacts to something else: ties_of(contact, account) gives those of one.
template <class Tie, class TiesOf>
Answer tie_list_answer(const V3Call& call, const Resource<Tie>& resource, const TiesOf& ties_of) {
  const ListQuery query = call.query(resource.default_limit);
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const RowSelection<Tie> selection(resource, query, context);
    std::deque<Tie> ties;  // so that they may be pointed to while more are added
    std::vector<const Tie*> all;
    for (const auto& [id, contact] : view.account.contacts)
      for (Tie& tie : ties_of(*contact, view.account))
        if (selection.takes(tie)) all.push_back(&ties.emplace_back(std::move(tie)));
    selection.sort(all);
    VendorJson rows = VendorJson::array();
    for (const Tie* tie : page_of(all, query)) rows.push_back(row_of(resource.row, *tie, context));
    return VendorJson{{std::string(resource.name), std::move(rows)},
                      {"meta", {{"total", std::to_string(all.size())}}}};
  }));
}

}  // namespace hookline
