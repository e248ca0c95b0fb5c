// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/downlinkmessage.h"
#include "gui/base/applicationpage.h"

#include <memory>

namespace thingsdesk {

/// Composes downlinks and follows what becomes of them.
class DownlinksPage final : public ApplicationPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DownlinksPage)
public:
    explicit DownlinksPage(const PageContext &context, QWidget *parent = nullptr);
    ~DownlinksPage() override;

    void activate() override;
    QWidget *mainPart() override;
    QString unsavedWork() const override;
    void saveState() override;

    /// Puts a draft into the composer; nothing is sent.
    void compose(const DownlinkMessage &draft);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
