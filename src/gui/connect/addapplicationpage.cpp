// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/addapplicationpage.h"

#include "core/futures.h"
#include "gui/base/banner.h"
#include "gui/connect/connectionform.h"
#include "gui/connect/enterkey.h"
#include "gui/connect/registerapplicationpanel.h"
#include "network/handlerclient.h"

#include "ui_addapplicationpage.h"

#include <QKeyEvent>

namespace thingsdesk {

class AddApplicationPage::Private final
{
public:
    Private(AddApplicationPage *page, NetworkThread &thread)
        : q(page)
        , network(thread)
    {
    }

    void build()
    {
        ui.setupUi(q);
        banner = new Banner(q);
        ui.bannerLayout->addWidget(banner);
        QFont title = ui.titleLabel->font();
        title.setPointSizeF(title.pointSizeF() * 1.3);
        title.setBold(true);
        ui.titleLabel->setFont(title);
        form = new ConnectionForm(ui, q);
        connect(form, &ConnectionForm::changed, q, [this] { onChanged(); });
        connect(ui.checkButton, &QPushButton::clicked, q, [this] { check(); });
        connect(ui.addButton, &QPushButton::clicked, q, [this] { accept(); });
        connect(ui.cancelButton, &QPushButton::clicked, q, [this] {
            ui.checkView->cancel();
            Q_EMIT q->cancelled();
        });
        connectHelps();
        q->setFocusProxy(ui.appIdEdit);
        showState();
    }

    void connectHelps()
    {
        ConnectionCheckView *view = ui.checkView;
        connect(view, &ConnectionCheckView::finished, q, [this] {
            showState();
            // Once the advice has its place.
            QMetaObject::invokeMethod(
                q, [this] { showFailedStep(); }, Qt::QueuedConnection);
        });
        connect(view, &ConnectionCheckView::certificateWanted, form, &ConnectionForm::chooseCertificate);
        connect(view, &ConnectionCheckView::addressWanted, form, &ConnectionForm::focusAddress);
        connect(view, &ConnectionCheckView::keyWanted, form, &ConnectionForm::focusKey);
        connect(view, &ConnectionCheckView::applicationIdWanted, form, &ConnectionForm::focusAppId);
        connect(view, &ConnectionCheckView::plaintextAllowanceWanted, q, [this] {
            form->allowPlaintext();
            check();
        });
        connect(view, &ConnectionCheckView::registrationWanted, q, [this] { askToRegister(); });
    }

    void showFailedStep() const
    {
        if (QWidget *failed = ui.checkView->firstFailed())
            ui.scrollArea->ensureWidgetVisible(failed);
    }

    void onChanged()
    {
        // The advice stays readable while it is followed.
        ui.checkView->setOutdated();
        dropRegistration();
        banner->clear();
        showState();
    }

    void showState()
    {
        const bool sound = form->isSound();
        ui.checkButton->setEnabled(!ui.checkView->isRunning());
        ui.addButton->setEnabled(sound);
        ui.addNote->setText(sound ? checkedText() : tr("Something above is missing or breaks a rule."));
    }

    QString checkedText() const
    {
        const std::optional<bool> passed = ui.checkView->passed();
        if (!passed || ui.checkView->isOutdated())
            return tr("Not checked: it can be added all the same.");
        return *passed ? tr("The connection was checked.")
                       : tr("The check failed: it can be added all the same, and repaired later.");
    }

    void check()
    {
        if (!form->isSound())
            return form->showAllProblems();
        banner->clear();
        dropRegistration();
        ui.checkView->run(
            std::make_unique<ConnectionCheck>(*form->appId(), *form->credentials(), form->settings(), network));
        ui.scrollArea->ensureWidgetVisible(ui.checkView);
        showState();
    }

    void accept()
    {
        if (!form->isSound())
            return form->showAllProblems();
        ui.checkView->cancel();
        Q_EMIT q->accepted(form->profile(), *form->credentials());
    }

    /// The application is not ours yet: so a session of its own does it.
    void askToRegister()
    {
        dropRegistration();
        if (!form->isSound())
            return;
        session = std::make_unique<HandlerClient>(*form->appId(), *form->credentials(), form->settings(), network);
        HandlerClient *client = session.get();
        const auto registrar = [client](const QString &handlerId) {
            return andThen(client, client->applicationAt(handlerId),
                           [](ApplicationClient *application) { return application->registerApplication(); });
        };
        panel = new RegisterApplicationPanel(*form->appId(), form->settings(), registrar, q);
        ui.registerLayout->addWidget(panel);
        connect(panel, &RegisterApplicationPanel::cancelled, q, [this] { dropRegistration(); });
        connect(panel, &RegisterApplicationPanel::registered, q, [this] {
            check();
            banner->showMessage(Banner::Level::Success,
                                tr("The application is registered. Its first uplinks may take about a minute."));
        });
        panel->show();
        panel->setFocus();
        QMetaObject::invokeMethod(
            panel, [this] { ui.scrollArea->ensureWidgetVisible(panel); }, Qt::QueuedConnection);
    }

    void dropRegistration()
    {
        if (panel)
            panel->deleteLater();
        panel = nullptr;
        // Not now: the panel's future may be the one that is being told.
        if (session)
            session.release()->deleteLater();
    }

    AddApplicationPage *const q;
    NetworkThread &network;
    Ui::AddApplicationPage ui;
    Banner *banner = nullptr;
    ConnectionForm *form = nullptr;
    std::unique_ptr<HandlerClient> session;
    QPointer<RegisterApplicationPanel> panel;
};

AddApplicationPage::AddApplicationPage(NetworkThread &network, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, network))
{
    d->build();
}

AddApplicationPage::~AddApplicationPage() = default;

void AddApplicationPage::setKeychainState(const QString &place, const std::optional<Failure> &problem)
{
    d->ui.placeChooser->setKeychainState(place, problem);
}

void AddApplicationPage::clear()
{
    d->form->clear();
    d->onChanged();
    d->ui.checkView->reset();
    d->showState();
    d->ui.appIdEdit->setFocus();
}

void AddApplicationPage::showFailure(const Failure &failure)
{
    d->banner->showFailure(failure);
}

void AddApplicationPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return d->ui.cancelButton->click();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return pressFocusedButton(*this) ? void() : d->accept();
    QWidget::keyPressEvent(event);
}

} // namespace thingsdesk
