#pragma once

#include "catcher/base/http/message/answer.h"

namespace hookline {

class PublicCall;

/// The campaign of the path as the contact whose token is in it sees it.
Answer campaign_page(const PublicCall& call);
/// Its image: asking for it opens the campaign.
Answer open_by_image(const PublicCall& call);
/// One of its links is clicked; the page names where it leads.
Answer click_link(const PublicCall& call);
Answer forward_by_form(const PublicCall& call);
Answer share_by_form(const PublicCall& call);
Answer reply_by_form(const PublicCall& call);

}  // namespace hookline
