using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Registry.Harvest.Fetch;

/// <summary>Says in words why a host's certificate is not trusted; there is no way to trust it all the same.</summary>
internal static class Certificates
{
    /// <summary>Lets a sound certificate pass.</summary>
    /// <exception cref="FetchException">It is not sound; the message says what is wrong with it.</exception>
    public static bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.None)
        {
            throw Unsound(sender, certificate, chain, errors);
        }

        return errors == SslPolicyErrors.None;
    }

    private static FetchException Unsound(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        string host = (sender as SslStream)?.TargetHostName ?? "the host";
        return new(FetchFault.Untrusted, $"{host} cannot show that it is {host}: {Reasons(host, certificate, chain, errors)}; the publisher must mend that, until then import the list by hand (--from)");
    }

    private static string Reasons(string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return "it shows no certificate";
        }

        using X509Certificate2 shown = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
        List<string> reasons = [];
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add($"its certificate is for {Names(shown)}, not for {host}");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            reasons.AddRange((chain?.ChainStatus ?? []).Select(status => Of(status, shown)).Distinct());
        }

        return string.Join("; ", reasons);
    }

    private static string Of(X509ChainStatus status, X509Certificate2 shown) => status.Status switch
    {
        X509ChainStatusFlags.NotTimeValid when shown.NotAfter.ToUniversalTime() < DateTime.UtcNow => $"its certificate ran out on {Day(shown.NotAfter)}",
        X509ChainStatusFlags.NotTimeValid when shown.NotBefore.ToUniversalTime() > DateTime.UtcNow => $"its certificate is not valid before {Day(shown.NotBefore)}",
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => $"its certificate was issued by {shown.GetNameInfo(X509NameType.SimpleName, forIssuer: true)}, whom this machine does not trust",
        _ => status.StatusInformation.Trim().TrimEnd('.'),
    };

    private static string Names(X509Certificate2 shown) =>
        shown.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(a => a.ToString()))).ToList() is { Count: > 0 } names
            ? string.Join(", ", names)
            : shown.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    private static string Day(DateTime moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
