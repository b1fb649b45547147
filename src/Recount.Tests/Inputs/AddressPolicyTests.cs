using System.Net;
using System.Text.RegularExpressions;
using Recount.Workspace.Inputs;

namespace Recount.Tests.Inputs;

/// <summary>Only public addresses, in whatever form others are written; only https; and no way round.</summary>
public class AddressPolicyTests
{
    [Theory]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("0.255.255.255", "unspecified")]
    [InlineData("10.0.0.1", "private")]
    [InlineData("10.255.255.255", "private")]
    [InlineData("100.64.0.0", "shared by a carrier")]
    [InlineData("100.127.255.255", "shared by a carrier")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.254", "loopback")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("172.16.0.0", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.0.0.8", "reserved")]
    [InlineData("192.0.2.1", "for documentation")]
    [InlineData("192.88.99.1", "reserved")]
    [InlineData("192.168.1.1", "private")]
    [InlineData("198.18.0.0", "for benchmarks")]
    [InlineData("198.19.255.255", "for benchmarks")]
    [InlineData("198.51.100.7", "for documentation")]
    [InlineData("203.0.113.7", "for documentation")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.255", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("::", "unspecified")]
    [InlineData("::1", "loopback")]
    [InlineData("::7f00:1", "reserved")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::ffff:10.1.2.3", "private")]
    [InlineData("::ffff:169.254.169.254", "link-local")]
    [InlineData("::ffff:0:192.168.0.1", "reserved")]
    [InlineData("64:ff9b::10.0.0.1", "private")]
    [InlineData("64:ff9b::127.0.0.1", "loopback")]
    [InlineData("64:ff9b:1::8.8.8.8", "private")]
    [InlineData("100::1", "reserved")]
    [InlineData("2001::1", "reserved")]
    [InlineData("2001:2::1", "for benchmarks")]
    [InlineData("2001:20::1", "reserved")]
    [InlineData("2001:db8::1", "for documentation")]
    [InlineData("2002:7f00:1::1", "loopback")]
    [InlineData("2002:a00:1::1", "private")]
    [InlineData("2002:c0a8:101::", "private")]
    [InlineData("3fff::1", "for documentation")]
    [InlineData("5f00::1", "reserved")]
    [InlineData("fc00::1", "private")]
    [InlineData("fd12:3456::1", "private")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%3", "link-local")]
    [InlineData("fec0::1", "private")]
    [InlineData("ff02::1", "multicast")]
    public void What_is_not_public_is_refused(string address, string what) => Assert.Equal(what, Refusal(address));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2606:4700::1111")]
    [InlineData("3ffe:ffff::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    public void What_is_public_is_not(string address) => Assert.Null(Refusal(address));

    [Fact]
    public void An_address_is_judged_the_same_in_each_form_that_holds_it()
    {
        var random = new Random(7);
        var (refused, let) = (0, 0);
        for (var round = 0; round < 5000; round++)
        {
            var bytes = new byte[4];
            random.NextBytes(bytes);
            var plain = Refusal(new IPAddress(bytes).ToString());
            Assert.Equal(plain, Refusal(new IPAddress([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, .. bytes]).ToString()));
            Assert.Equal(plain, Refusal(new IPAddress([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. bytes]).ToString()));
            Assert.Equal(plain, Refusal(new IPAddress([0x20, 0x02, .. bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]).ToString()));
            _ = plain is null ? let++ : refused++;
        }

        Assert.True(refused > 100 && let > 100);
    }

    [Theory]
    [InlineData("https://example.org/a", null)]
    [InlineData("https://example.org:8443/a?b=c", null)]
    [InlineData("http://example.org/a", "it is not https but http")]
    [InlineData("ftp://example.org/a", "it is not https but ftp")]
    [InlineData("file:///etc/hosts", "it is not https but file")]
    [InlineData("https://user@example.org/a", "it holds a user name or password")]
    [InlineData("https://example.com:pass@example.org/a", "it holds a user name or password")]
    [InlineData("a/b", "it is no absolute URL")]
    public void Only_plain_https_URLs_are_asked_for(string url, string? why) => Assert.Equal(why, AddressPolicy.PublicOnly.Refusal(new Uri(url, UriKind.RelativeOrAbsolute)));

    [Fact]
    public void The_exception_of_tests_is_one_address_and_port()
    {
        var policy = AddressPolicy.PublicOnly with { Except = new(IPAddress.Loopback, 4711) };

        Assert.Null(policy.Refusal(new IPEndPoint(IPAddress.Loopback, 4711)));
        Assert.Equal("loopback", policy.Refusal(new IPEndPoint(IPAddress.Loopback, 4712)));
        Assert.Equal("loopback", policy.Refusal(new IPEndPoint(IPAddress.IPv6Loopback, 4711)));
        Assert.Null(policy.Refusal(new Uri("http://127.0.0.1:4711/")));
        Assert.NotNull(policy.Refusal(new Uri("http://127.0.0.1/")));
        Assert.NotNull(policy.Refusal(new Uri("http://localhost:4711/")));
        Assert.NotNull(policy.Refusal(new Uri("http://example.org:4711/")));
    }

    [Fact]
    public void Nothing_outside_the_program_makes_the_exception()
    {
        Assert.Empty(typeof(AddressPolicy).GetConstructors());
        Assert.DoesNotContain(typeof(AddressPolicy).GetProperties(), p => p.SetMethod?.IsPublic is true);

        // Among all that fetches, only the store asks the environment, and for folders only; only tests name the exception.
        var sources = Directory.GetFiles(Repository.At("src", "Recount.Workspace", "Inputs"), "*.cs").ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        Assert.Equal(["InputStore.cs"], sources.Where(s => s.Value.Contains("GetEnvironmentVariable", StringComparison.Ordinal) || s.Value.Contains("AppContext", StringComparison.Ordinal)).Select(s => s.Key));
        Assert.Equal(["RECOUNT_CACHE", "RECOUNT_MIRROR", "XDG_CACHE_HOME"], Regex.Matches(sources["InputStore.cs"], "variable\\(\"(\\w+)\"\\)").Select(m => m.Groups[1].Value).Distinct().Order());
        foreach (var file in Directory.GetFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("Recount.Tests", StringComparison.Ordinal) && Path.GetFileName(f) != "AddressPolicy.cs"))
        {
            Assert.DoesNotMatch(@"\bExcept = ", File.ReadAllText(file));
        }
    }

    private static string? Refusal(string address) => AddressPolicy.PublicOnly.Refusal(new IPEndPoint(IPAddress.Parse(address), 443));
}
