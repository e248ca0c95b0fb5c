// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/welcomepage.h"

#include "gui/base/banner.h"
#include "gui/base/icons.h"

#include "ui_welcomepage.h"

namespace thingsdesk {

class WelcomePage::Private final
{
public:
    Ui::WelcomePage ui;
    Banner *banner = nullptr;
};

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    d->ui.setupUi(this);
    d->banner = new Banner(this);
    d->ui.bannerLayout->addWidget(d->banner);
    QFont title = d->ui.titleLabel->font();
    title.setPointSizeF(title.pointSizeF() * 1.6);
    title.setBold(true);
    d->ui.titleLabel->setFont(title);
    for (QWidget *part : std::initializer_list<QWidget *>{d->ui.demoProgress, d->ui.demoProgressLabel}) {
        QSizePolicy policy = part->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        part->setSizePolicy(policy);
    }
    d->ui.demoButton->setIcon(icon(Icon::Play));
    d->ui.connectButton->setIcon(icon(Icon::Network));
    for (QAbstractButton *door : std::initializer_list<QAbstractButton *>{d->ui.demoButton, d->ui.connectButton})
        door->setIconSize({24, 24});
    connect(d->ui.demoButton, &QAbstractButton::clicked, this, [this] {
        d->banner->clear();
        Q_EMIT demoWanted();
    });
    connect(d->ui.connectButton, &QAbstractButton::clicked, this, &WelcomePage::connectWanted);
    setFocusProxy(d->ui.demoButton);
    setDemoProgress({});
}

WelcomePage::~WelcomePage() = default;

void WelcomePage::setDemoProgress(const QString &text)
{
    const bool starting = !text.isEmpty();
    d->ui.demoProgressLabel->setText(text);
    d->ui.demoProgressLabel->setVisible(starting);
    d->ui.demoProgress->setVisible(starting);
    d->ui.demoButton->setEnabled(!starting);
}

void WelcomePage::showFailure(const Failure &failure)
{
    setDemoProgress({});
    d->banner->showFailure(failure);
}

} // namespace thingsdesk
