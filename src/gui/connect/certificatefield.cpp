// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/certificatefield.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSslCertificate>
#include <QToolButton>

namespace thingsdesk {

namespace {

constexpr qint64 largestFile = qint64(1024) * 1024;

QString described(const QByteArray &pem)
{
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(pem, QSsl::Pem);
    if (certificates.isEmpty())
        return CertificateField::tr("None");
    const QSslCertificate &first = certificates.first();
    const QString text =
        CertificateField::tr("%1, valid until %2")
            .arg(first.subjectDisplayName(), QLocale().toString(first.expiryDate().date(), QLocale::ShortFormat));
    const auto more = static_cast<int>(certificates.size() - 1);
    return more > 0 ? text + CertificateField::tr(" (and %1 more)").arg(more) : text;
}

} // namespace

Result<QByteArray> certificatesOnly(const QByteArray &text)
{
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(text, QSsl::Pem);
    if (certificates.isEmpty()) {
        const QString field = CertificateField::tr("The file");
        return fail(Failure::invalidInput(
            field,
            text.contains("PRIVATE KEY")
                ? CertificateField::tr("holds a private key and no certificate: choose the certificate itself")
                : CertificateField::tr("must hold a certificate in PEM form (\"-----BEGIN CERTIFICATE-----\")")));
    }
    QByteArray pem;
    for (const QSslCertificate &certificate : certificates)
        pem += certificate.toPem();
    return pem;
}

CertificateField::CertificateField(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_choose(new QToolButton(this))
    , m_remove(new QToolButton(this))
{
    m_label->setObjectName(QStringLiteral("certificateLabel"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_choose->setObjectName(QStringLiteral("chooseButton"));
    m_choose->setText(tr("Choose file…"));
    m_remove->setObjectName(QStringLiteral("removeButton"));
    m_remove->setText(tr("Remove"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_label, 1);
    for (QToolButton *button : {m_choose, m_remove}) {
        button->setFocusPolicy(Qt::StrongFocus);
        layout->addWidget(button);
    }
    setFocusProxy(m_choose);
    setPurpose(tr("Certificate"));
    connect(m_choose, &QToolButton::clicked, this, &CertificateField::choose);
    connect(m_remove, &QToolButton::clicked, this, &CertificateField::clear);
    showState();
}

void CertificateField::setPurpose(const QString &purpose)
{
    m_purpose = purpose;
    m_choose->setAccessibleName(tr("Choose file: %1").arg(purpose));
    m_remove->setAccessibleName(tr("Remove: %1").arg(purpose));
    m_label->setAccessibleName(purpose);
}

void CertificateField::load(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        m_problem = tr("The file \"%1\" cannot be read: %2.").arg(name, file.errorString());
    } else if (file.size() > largestFile) {
        m_problem = tr("The file \"%1\" is too large for a certificate.").arg(name);
    } else if (Result<QByteArray> pem = certificatesOnly(file.readAll()); !pem) {
        m_problem = pem.error().text;
    } else {
        m_problem.clear();
        m_pem = *std::move(pem);
    }
    showState();
    Q_EMIT changed();
}

void CertificateField::clear()
{
    m_pem.clear();
    m_problem.clear();
    showState();
    Q_EMIT changed();
}

void CertificateField::choose()
{
    auto *dialog = new QFileDialog(this, m_purpose);
    dialog->setObjectName(QStringLiteral("certificateDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer *.cert)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &CertificateField::load);
    dialog->open();
}

void CertificateField::showState()
{
    m_label->setText(described(m_pem));
    m_label->setToolTip(m_pem.isEmpty() ? QString() : m_label->text());
    m_remove->setEnabled(!m_pem.isEmpty());
}

} // namespace thingsdesk
