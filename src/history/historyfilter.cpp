// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/historyfilter.h"

#include "history/recordmatcher.h"

namespace thingsdesk {

bool HistoryFilter::fits(const HistoryRecord &record) const
{
    return history::RecordMatcher(*this).fits(record);
}

} // namespace thingsdesk
