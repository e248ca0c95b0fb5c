// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/keyentrypanel.h"

#include "gui/base/texts.h"
#include "gui/connect/credentialsfield.h"
#include "gui/connect/enterkey.h"
#include "gui/connect/fieldnote.h"
#include "gui/connect/secretplacechooser.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace thingsdesk {

class KeyEntryPanel::Private final
{
public:
    explicit Private(KeyEntryPanel *panel)
        : q(panel)
        , title(new QLabel(panel))
        , reason(new QLabel(panel))
        , field(new CredentialsField(panel))
        , note(new FieldNote(panel))
        , place(new SecretPlaceChooser(panel))
        , use(new QPushButton(tr("&Use this key"), panel))
        , cancel(new QPushButton(tr("Cancel"), panel))
    {
    }

    void build()
    {
        title->setObjectName(QStringLiteral("keyEntryTitleLabel"));
        reason->setObjectName(QStringLiteral("keyEntryReasonLabel"));
        for (QLabel *label : {title, reason}) {
            label->setTextFormat(Qt::PlainText);
            label->setWordWrap(true);
        }
        QFont bold = title->font();
        bold.setBold(true);
        title->setFont(bold);
        field->setObjectName(QStringLiteral("keyEntryField"));
        note->setObjectName(QStringLiteral("keyEntryNote"));
        note->setField(field->focusProxy());
        use->setObjectName(QStringLiteral("useKeyButton"));
        use->setAccessibleName(tr("Use this key"));
        use->setDefault(true);
        cancel->setObjectName(QStringLiteral("cancelKeyButton"));
        cancel->setAccessibleName(tr("Cancel"));
        cancel->setAutoDefault(false);

        auto *buttons = new QHBoxLayout;
        buttons->setSpacing(8);
        buttons->addWidget(use);
        buttons->addWidget(cancel);
        buttons->addStretch(1);
        auto *form = new QFormLayout(q);
        form->setContentsMargins(16, 16, 16, 16);
        form->setVerticalSpacing(4);
        form->setHorizontalSpacing(8);
        form->addRow(title);
        form->addRow(reason);
        auto *label = new QLabel(tr("&Key or token"), q);
        label->setBuddy(field);
        form->addRow(label, field);
        form->addRow(QString(), note);
        form->addRow(tr("Kept"), place);
        form->addRow(QString(), buttons);
        q->setFocusProxy(field);
    }

    void validate() const
    {
        const Result<Credentials> credentials = field->credentials();
        note->setProblem(credentials || field->isEmpty() ? QString() : credentials.error().text);
        use->setEnabled(credentials.has_value());
    }

    void accept() const
    {
        const Result<Credentials> credentials = field->credentials();
        if (!credentials)
            return;
        const SecretPlace where = place->place();
        field->clear();
        Q_EMIT q->accepted(*credentials, where);
    }

    KeyEntryPanel *const q;
    QLabel *const title;
    QLabel *const reason;
    CredentialsField *const field;
    FieldNote *const note;
    SecretPlaceChooser *const place;
    QPushButton *const use;
    QPushButton *const cancel;
};

KeyEntryPanel::KeyEntryPanel(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    setObjectName(QStringLiteral("keyEntryPanel"));
    d->build();
    connect(d->field, &CredentialsField::changed, this, [this] { d->validate(); });
    connect(d->use, &QPushButton::clicked, this, [this] { d->accept(); });
    connect(d->cancel, &QPushButton::clicked, this, [this] {
        d->field->clear();
        Q_EMIT cancelled();
    });
    d->validate();
}

KeyEntryPanel::~KeyEntryPanel() = default;

void KeyEntryPanel::setKeychainState(const QString &place, const std::optional<Failure> &problem)
{
    d->place->setKeychainState(place, problem);
}

void KeyEntryPanel::ask(const Profile &profile, const std::optional<Failure> &reason)
{
    d->title->setText(
        tr("Key for %1 on %2").arg(texts::plain(profile.appId.toString()), texts::plain(profile.networkName)));
    d->reason->setText(reason ? texts::plain(reason->text) : QString());
    d->reason->setVisible(reason.has_value());
    d->field->clear();
    d->field->setKind(profile.usesToken ? Credentials::Kind::Token : Credentials::Kind::AccessKey);
    d->place->setPlace(profile.secretPlace);
    d->validate();
    d->field->setFocus();
}

void KeyEntryPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return d->cancel->click();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return pressFocusedButton(*this) ? void() : d->use->click();
    QWidget::keyPressEvent(event);
}

} // namespace thingsdesk
