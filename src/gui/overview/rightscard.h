// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/applicationsession.h"

#include <QGroupBox>

namespace thingsdesk {

class FactList;

/// What the key may do, and what follows where it may not.
class RightsCard final : public QGroupBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RightsCard)
public:
    explicit RightsCard(ApplicationSession &session, QWidget *parent = nullptr);

    void refresh();

private:
    ApplicationSession &m_session;
    FactList *const m_facts;
};

} // namespace thingsdesk
