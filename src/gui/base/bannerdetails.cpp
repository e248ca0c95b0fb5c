// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/bannerdetails.h"

#include "gui/base/clipboard.h"
#include "gui/base/icons.h"
#include "gui/base/monospace.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QToolButton>

namespace thingsdesk {

BannerDetails::BannerDetails(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
{
    m_text->setObjectName(QStringLiteral("bannerDetailsText"));
    m_text->setAccessibleName(tr("Details"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(monospaceFont());
    auto *copyButton = new QToolButton(this);
    copyButton->setObjectName(QStringLiteral("bannerCopyButton"));
    copyButton->setFocusPolicy(Qt::StrongFocus);
    copyButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copyButton->setIcon(icon(Icon::Copy));
    copyButton->setText(tr("Copy"));
    copyButton->setAccessibleName(tr("Copy details"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(copyButton, 0, Qt::AlignTop);
    connect(copyButton, &QToolButton::clicked, this, [this] { copyText(m_text->toPlainText()); });
    hide();
}

void BannerDetails::setText(const QString &text)
{
    if (m_text->toPlainText() == text)
        return;
    m_text->setPlainText(text);
    const int lines = std::clamp(m_text->document()->blockCount() + 1, 2, 6);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * lines + 2 * m_text->frameWidth() + 8);
}

} // namespace thingsdesk
