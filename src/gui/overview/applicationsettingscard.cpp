// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/applicationsettingscard.h"

#include "core/futures.h"
#include "gui/base/texts.h"
#include "gui/connect/registerapplicationpanel.h"
#include "gui/overview/onjoinkeyrow.h"
#include "gui/overview/payloadformatrow.h"
#include "gui/overview/unregisterpanel.h"

#include <QFormLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

namespace thingsdesk {

namespace {

using Cause = Failure::Cause;

bool meansUnregistered(const Failure &failure)
{
    return failure.cause == Cause::ApplicationNotFound || failure.cause == Cause::ApplicationNotRegistered;
}

} // namespace

class ApplicationSettingsCard::Private final
{
public:
    Private(ApplicationSettingsCard *card, ApplicationSession &of)
        : q(card)
        , session(of)
        , state(new QLabel(card))
        , form(new QWidget(card))
        , format(new PayloadFormatRow(card))
        , onJoinKey(new OnJoinKeyRow(card))
        , unregisterButton(new QPushButton(tr("U&nregister…"), card))
        , unregisterPanel(new UnregisterPanel(of, card))
    {
    }

    void build()
    {
        state->setObjectName(QStringLiteral("applicationStateLabel"));
        state->setWordWrap(true);
        state->setTextFormat(Qt::PlainText);
        unregisterButton->setObjectName(QStringLiteral("unregisterButton"));
        unregisterButton->setAccessibleName(tr("Unregister the application"));
        unregisterButton->setAutoDefault(false);
        unregisterPanel->hide();
        auto *rows = new QFormLayout(form);
        rows->setContentsMargins(0, 0, 0, 0);
        rows->setHorizontalSpacing(16);
        rows->setVerticalSpacing(8);
        auto *formatLabel = new QLabel(tr("Payload &format"), form);
        formatLabel->setBuddy(format);
        auto *keyLabel = new QLabel(tr("On-&join key"), form);
        keyLabel->setBuddy(onJoinKey);
        rows->addRow(formatLabel, format);
        rows->addRow(keyLabel, onJoinKey);
        layout = new QVBoxLayout(q);
        layout->setSpacing(8);
        layout->addWidget(state);
        layout->addWidget(form);
        layout->addWidget(unregisterButton, 0, Qt::AlignLeading);
        layout->addWidget(unregisterPanel);
        connect(format, &PayloadFormatRow::saveWanted, q, [this](PayloadFormat wanted) { saveFormat(wanted); });
        connect(onJoinKey, &OnJoinKeyRow::saveWanted, q, [this](const Secret &key) { saveKey(key); });
        connect(unregisterButton, &QPushButton::clicked, q, [this] { askToUnregister(); });
        connect(unregisterPanel, &UnregisterPanel::cancelled, q, [this] { closeUnregister(); });
        connect(unregisterPanel, &UnregisterPanel::unregistered, q, [this] {
            closeUnregister();
            Q_EMIT q->succeeded(tr("The application is unregistered. Its stored messages are still here."));
            afterChange();
        });
        connect(unregisterPanel, &UnregisterPanel::failed, q, [this](const Failure &failure) { stopped(failure); });
        connect(&session, &ApplicationSession::rightsChanged, q, [this] { showRights(); });
        showState(tr("Reading the settings…"));
        form->hide();
        unregisterButton->setEnabled(false);
        unregisterButton->hide();
    }

    void showState(const QString &text) const { state->setText(text); }

    void read()
    {
        if (reading)
            return;
        reading = true;
        Future<Application> settings =
            andThen(q, session.registry(), [](ApplicationClient *client) { return client->application(); });
        whenFinished<Application>(q, settings, [this](Future<Application> finished) {
            reading = false;
            const Result<Application> result = resultOf<Application>(finished);
            if (result)
                show(*result);
            else
                showReadFailure(result.error());
            Q_EMIT q->refreshed();
        });
    }

    void show(const Application &application)
    {
        known = true;
        dropRegistration();
        showState(tr("Registered at %1.").arg(handlerName()));
        form->show();
        unregisterButton->setVisible(!unregisterPanel->isVisibleTo(q));
        format->setApplication(application);
        onJoinKey->setApplication(application);
        showRights();
    }

    QString handlerName() const
    {
        const std::optional<Announcement> found = session.announcement();
        if (found && !found->id.isEmpty())
            return texts::plain(found->id, 100);
        const QString byHand = session.profile().connection.handlerAddress;
        return byHand.isEmpty() ? tr("its handler") : texts::plain(byHand, 100);
    }

    void showReadFailure(const Failure &failure)
    {
        if (meansUnregistered(failure))
            return showUnregistered();
        if (!known)
            showState(tr("The settings could not be read."));
        Q_EMIT q->failed(failure);
    }

    void showUnregistered()
    {
        known = false;
        showState(tr("Not registered at a handler."));
        form->hide();
        unregisterButton->hide();
        if (registration)
            return;
        registration = new RegisterApplicationPanel(session, q);
        layout->addWidget(registration);
        registration->show();
        // There is nothing behind it to go back to.
        if (auto *cancel = registration->findChild<QPushButton *>(QStringLiteral("cancelRegisterButton")))
            cancel->hide();
        connect(registration, &RegisterApplicationPanel::registered, q, [this] {
            Q_EMIT q->succeeded(tr("The application is registered."));
            afterChange();
        });
    }

    void dropRegistration()
    {
        if (registration)
            registration->deleteLater();
        registration = nullptr;
    }

    void showRights() const
    {
        const bool may = session.rights().settings.value_or(true);
        const QString missing = may ? QString() : tr("The key's right \"settings\" is missing.");
        form->setEnabled(known && may && !saving);
        form->setToolTip(missing);
        unregisterButton->setEnabled(known && may && !saving);
        unregisterButton->setToolTip(may ? tr("Deletes all devices and the application at its handler") : missing);
        onJoinKey->setMayDevices(session.rights().devices.value_or(true));
    }

    void save(Future<Application> work, const QString &done)
    {
        saving = true;
        showRights();
        whenFinished<Application>(q, work, [this, done](Future<Application> finished) {
            saving = false;
            const Result<Application> result = resultOf<Application>(finished);
            if (!result) {
                showRights();
                Q_EMIT q->failed(result.error());
                return;
            }
            format->forgetEdit();
            show(*result);
            Q_EMIT q->succeeded(done);
        });
    }

    void saveFormat(PayloadFormat wanted)
    {
        save(andThen(q, session.registry(),
                     [wanted](ApplicationClient *client) { return client->setPayloadFormat(wanted); }),
             tr("The payload format is saved. It holds from the next uplink on."));
    }

    void saveKey(const Secret &key)
    {
        save(andThen(q, session.registry(), [key](ApplicationClient *client) { return client->setOnJoinKey(key); }),
             key.isEmpty() ? tr("The on-join key is removed: new devices no longer register themselves.")
                           : tr("The on-join key is saved."));
        onJoinKey->closeEditor();
    }

    void askToUnregister() const
    {
        unregisterButton->hide();
        unregisterPanel->ask(devices);
        unregisterPanel->show();
        unregisterPanel->setFocus();
    }

    void closeUnregister() const
    {
        unregisterPanel->hide();
        unregisterButton->show();
    }

    void stopped(const Failure &failure)
    {
        closeUnregister();
        if (failure.kind == Failure::Kind::Cancelled)
            Q_EMIT q->succeeded(
                tr("Stopped. The devices deleted until then are gone, the application is still there."));
        else
            Q_EMIT q->failed(failure);
        afterChange();
    }

    void afterChange()
    {
        read();
        Q_EMIT q->changed();
    }

    ApplicationSettingsCard *const q;
    ApplicationSession &session;
    QVBoxLayout *layout = nullptr;
    QLabel *const state;
    QWidget *const form;
    PayloadFormatRow *const format;
    OnJoinKeyRow *const onJoinKey;
    QPushButton *const unregisterButton;
    UnregisterPanel *const unregisterPanel;
    QPointer<RegisterApplicationPanel> registration;
    std::optional<quint64> devices;
    bool known = false;
    bool reading = false;
    bool saving = false;
};

ApplicationSettingsCard::ApplicationSettingsCard(ApplicationSession &session, QWidget *parent)
    : QGroupBox(tr("Application settings"), parent)
    , d(std::make_unique<Private>(this, session))
{
    setObjectName(QStringLiteral("applicationSettingsCard"));
    d->build();
}

ApplicationSettingsCard::~ApplicationSettingsCard() = default;

void ApplicationSettingsCard::refresh()
{
    if (!d->saving && !d->unregisterPanel->isRunning())
        d->read();
}

void ApplicationSettingsCard::setDeviceCount(std::optional<quint64> devices)
{
    d->devices = devices;
}

QString ApplicationSettingsCard::unsavedWork() const
{
    if (d->onJoinKey->hasInput())
        return tr("an on-join key that is not set yet");
    if (d->format->isEdited())
        return tr("a payload format that is not saved yet");
    return {};
}

} // namespace thingsdesk
