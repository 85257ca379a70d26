#pragma once

#include "catcher/base/http/message/answer.h"

namespace hookline {

class PublicCall;

/// The form by which somebody subscribes to the list of the path. `form` in the query is its
/// number.
Answer subscribe_page(const PublicCall& call);
/// Whoever is on the list already changes what is filled in.
Answer subscribe_by_form(const PublicCall& call);

}  // namespace hookline
