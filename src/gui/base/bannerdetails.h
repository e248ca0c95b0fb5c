// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace thingsdesk {

/// The expert's text under a banner: code, the server's words, the address. It can be selected and copied.
class BannerDetails final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BannerDetails)
public:
    explicit BannerDetails(QWidget *parent = nullptr);

    void setText(const QString &text);

private:
    QPlainTextEdit *m_text = nullptr;
};

} // namespace thingsdesk
