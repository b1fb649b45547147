using System.Net;
using System.Net.Sockets;

namespace Recount.Workspace.Inputs;

/// <summary>
/// The addresses that a download may connect to. The one public instance lets nothing through but public addresses over https, and nothing
/// outside this program changes that: a spec from a stranger must not make the machine ask its own network for something.
/// </summary>
public sealed record AddressPolicy
{
    // IANA's special-purpose registries (RFC 6890), and what else is no single public machine.
    private static readonly (IPNetwork Network, string What)[] NotPublic =
    [
        Of("0.0.0.0/8", "unspecified"), Of("10.0.0.0/8", "private"), Of("100.64.0.0/10", "shared by a carrier"), Of("127.0.0.0/8", "loopback"), Of("169.254.0.0/16", "link-local"),
        Of("172.16.0.0/12", "private"), Of("192.0.0.0/24", "reserved"), Of("192.0.2.0/24", "for documentation"), Of("192.88.99.0/24", "reserved"), Of("192.168.0.0/16", "private"),
        Of("198.18.0.0/15", "for benchmarks"), Of("198.51.100.0/24", "for documentation"), Of("203.0.113.0/24", "for documentation"), Of("224.0.0.0/4", "multicast"),
        Of("240.0.0.0/4", "reserved"),
        Of("::/128", "unspecified"), Of("::1/128", "loopback"), Of("64:ff9b:1::/48", "private"), Of("fc00::/7", "private"), Of("fe80::/10", "link-local"), Of("fec0::/10", "private"),
        Of("ff00::/8", "multicast"), Of("2001:2::/48", "for benchmarks"), Of("2001::/23", "reserved"), Of("2001:db8::/32", "for documentation"), Of("3fff::/20", "for documentation"),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    private AddressPolicy()
    {
    }

    /// <summary>Public addresses over https.</summary>
    public static AddressPolicy PublicOnly { get; } = new();

    // The server of a test: this very address and port, over plain http too. Set in code by tests, and by nothing else.
    internal IPEndPoint? Except { get; init; }

    /// <summary>Why a URL is not asked for at all, or null where its host's addresses decide.</summary>
    public string? Refusal(Uri url) =>
        !url.IsAbsoluteUri ? "it is no absolute URL"
        : url.UserInfo.Length > 0 ? "it holds a user name or password"
        : url.Scheme == Uri.UriSchemeHttps ? null
        : Except is not null && url.Scheme == Uri.UriSchemeHttp && url.Authority == Except.ToString() ? null
        : $"it is not https but {url.Scheme}";

    /// <summary>What an address is, where it is not public ("loopback"), or null where a download may connect to it.</summary>
    public string? Refusal(IPEndPoint end) => end.Equals(Except) ? null : WhatElse(end.Address);

    private static string? WhatElse(IPAddress address)
    {
        if (Embedded(address) is { } inner)
        {
            return WhatElse(inner);
        }

        // A scope belongs to a link, and no network contains an address with one.
        var plain = address.AddressFamily == AddressFamily.InterNetworkV6 ? new(address.GetAddressBytes()) : address;
        foreach (var (network, what) in NotPublic)
        {
            if (network.Contains(plain))
            {
                return what;
            }
        }

        return plain.AddressFamily == AddressFamily.InterNetwork || Global.Contains(plain) ? null : "reserved";
    }

    // The IPv4 address that a packet to this IPv6 address reaches in the end.
    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        var plain = new IPAddress(bytes);
        return plain.IsIPv4MappedToIPv6 ? plain.MapToIPv4()
            : Nat64.Contains(plain) ? new(bytes.AsSpan(12))
            : SixToFour.Contains(plain) ? new(bytes.AsSpan(2, 4))
            : null;
    }

    private static (IPNetwork Network, string What) Of(string network, string what) => (IPNetwork.Parse(network), what);
}
