// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/registerapplicationpanel.h"

#include "core/futures.h"
#include "gui/base/banner.h"
#include "gui/base/texts.h"
#include "gui/connect/fieldnote.h"
#include "network/discoveryclient.h"
#include "session/applicationsession.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

namespace thingsdesk {

class RegisterApplicationPanel::Private final
{
public:
    Private(RegisterApplicationPanel *panel, AppId id, ConnectionSettings with, Registrar how)
        : q(panel)
        , appId(std::move(id))
        , settings(std::move(with))
        , registrar(std::move(how))
    {
    }

    void build()
    {
        auto *layout = new QVBoxLayout(q);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(8);
        banner = new Banner(q);
        layout->addWidget(banner);
        auto *explanation = new QLabel(
            tr("No handler knows the application \"%1\" yet. Registering makes it known to one handler, which then "
               "keeps its devices and settings.")
                .arg(texts::plain(appId.toString())),
            q);
        explanation->setObjectName(QStringLiteral("registerExplanationLabel"));
        explanation->setWordWrap(true);
        explanation->setTextFormat(Qt::PlainText);
        layout->addWidget(explanation);

        handlers = new QComboBox(q);
        handlers->setObjectName(QStringLiteral("handlerCombo"));
        handlers->setAccessibleName(tr("Handler"));
        note = new FieldNote(q);
        note->setObjectName(QStringLiteral("handlerNote"));
        note->setField(handlers);
        auto *form = new QFormLayout;
        form->addRow(tr("&Handler"), handlers);
        form->addRow(QString(), note);
        layout->addLayout(form);

        registerButton = button(tr("Re&gister at this handler"), QStringLiteral("registerApplicationConfirmButton"));
        refreshButton = button(tr("Read the list again"), QStringLiteral("refreshHandlersButton"));
        cancelButton = button(tr("Cancel"), QStringLiteral("cancelRegisterButton"));
        auto *buttons = new QHBoxLayout;
        buttons->setSpacing(8);
        buttons->addWidget(registerButton);
        buttons->addWidget(refreshButton);
        buttons->addWidget(cancelButton);
        buttons->addStretch(1);
        layout->addLayout(buttons);
        connect(registerButton, &QPushButton::clicked, q, [this] { start(); });
        connect(refreshButton, &QPushButton::clicked, q, &RegisterApplicationPanel::refresh);
        connect(cancelButton, &QPushButton::clicked, q, [this] { cancel(); });
        connect(handlers, &QComboBox::currentIndexChanged, q, [this] { describe(); });
        q->setFocusProxy(handlers);
    }

    QPushButton *button(const QString &text, const QString &objectName) const
    {
        auto *made = new QPushButton(text, q);
        made->setObjectName(objectName);
        made->setAccessibleName(QString(text).remove(u'&'));
        made->setAutoDefault(false);
        return made;
    }

    void showList(const Result<QList<Announcement>> &found)
    {
        setBusy(false, {});
        if (!found)
            return banner->showFailure(found.error());
        for (const Announcement &handler : *found)
            handlers->addItem(texts::plain(handler.id, 100),
                              QVariantList{handler.id, handler.description, handler.netAddress});
        if (found->isEmpty())
            note->setProblem(tr("The network announces no handler."));
        setBusy(false, {});
    }

    void describe() const
    {
        const QVariantList entry = handlers->currentData().toList();
        if (entry.size() != 3)
            return note->setHint({});
        const QString description = texts::plain(entry[1].toString(), 200);
        const QString address = texts::plain(entry[2].toString(), 200);
        note->setHint(description.isEmpty() ? address : tr("%1, at %2").arg(description, address));
    }

    void start()
    {
        banner->clear();
        setBusy(true, tr("Registering…"));
        registering = registrar(handlers->currentData().toList().value(0).toString());
        whenFinished<void>(q, registering, [this](Future<void> finished) {
            const Result<void> result = resultOf<void>(finished);
            setBusy(false, {});
            describe();
            if (result)
                Q_EMIT q->registered();
            else
                banner->showFailure(result.error());
        });
    }

    void cancel()
    {
        registering.cancel();
        Q_EMIT q->cancelled();
    }

    void setBusy(bool busy, const QString &hint)
    {
        handlers->setEnabled(!busy);
        refreshButton->setEnabled(!busy && settings.handlerAddress.isEmpty());
        registerButton->setEnabled(!busy && handlers->count() > 0);
        if (busy) {
            note->setProblem({});
            note->setHint(hint);
        }
    }

    RegisterApplicationPanel *const q;
    const AppId appId;
    const ConnectionSettings settings;
    const Registrar registrar;
    std::unique_ptr<DiscoveryClient> discovery;
    Future<void> registering;
    Banner *banner = nullptr;
    QComboBox *handlers = nullptr;
    FieldNote *note = nullptr;
    QPushButton *registerButton = nullptr;
    QPushButton *refreshButton = nullptr;
    QPushButton *cancelButton = nullptr;
};

RegisterApplicationPanel::RegisterApplicationPanel(const AppId &appId, const ConnectionSettings &settings,
                                                   Registrar registrar, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, appId, settings, std::move(registrar)))
{
    setObjectName(QStringLiteral("registerApplicationPanel"));
    d->build();
    refresh();
}

RegisterApplicationPanel::RegisterApplicationPanel(ApplicationSession &session, QWidget *parent)
    : RegisterApplicationPanel(
          session.appId(), session.profile().connection,
          [&session](const QString &handlerId) { return session.registerApplication(handlerId); }, parent)
{
}

RegisterApplicationPanel::~RegisterApplicationPanel() = default;

void RegisterApplicationPanel::refresh()
{
    d->banner->clear();
    d->handlers->clear();
    if (!d->settings.handlerAddress.isEmpty()) {
        d->handlers->addItem(tr("The one given by hand"),
                             QVariantList{QString(), QString(), d->settings.handlerAddress});
        return d->setBusy(false, {});
    }
    const QString address = d->settings.discoveryAddress.isEmpty() ? QString::fromLatin1(publicDiscoveryAddress)
                                                                   : d->settings.discoveryAddress;
    const Result<Endpoint> server = Endpoint::parse(address, discoveryPort, tr("Discovery address"));
    if (!server)
        return d->showList(fail(server.error()));
    d->setBusy(true, tr("Asking the discovery server for its handlers…"));
    d->discovery = std::make_unique<DiscoveryClient>(
        DiscoverySettings{*server, d->settings.discoveryCa, d->settings.allowPlaintext});
    whenFinished<QList<Announcement>>(
        this, d->discovery->getAll(QStringLiteral("handler")),
        [this](Future<QList<Announcement>> finished) { d->showList(resultOf<QList<Announcement>>(finished)); });
}

} // namespace thingsdesk
