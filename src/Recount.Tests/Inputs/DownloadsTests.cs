using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Recount.Workspace.Inputs;

namespace Recount.Tests.Inputs;

/// <summary>Where a download goes, and where it never goes, whatever a server or a machine's settings say.</summary>
public class DownloadsTests
{
    [Theory]
    [InlineData("/elsewhere")]
    [InlineData("elsewhere?a=b")]
    [InlineData("http://HERE/elsewhere")]
    public async Task A_redirect_is_followed(string to)
    {
        using var bench = new Bench();
        bench.Server.Reply = a => a.Path == "/file" ? Reply.To(to.Replace("HERE", bench.Server.End.ToString(), StringComparison.Ordinal)) : Reply.File(a, Bench.Content, Bench.Tag);

        Assert.IsType<Fetched.Downloaded>(await bench.Fetch());
        Assert.StartsWith("/elsewhere", bench.Server.Requests[1].Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://10.0.0.1/file", "10.0.0.1 is at 10.0.0.1, which is private: nothing is fetched from there.")]
    [InlineData("https://169.254.169.254/latest", "169.254.169.254 is at 169.254.169.254, which is link-local: nothing is fetched from there.")]
    [InlineData("https://2130706433/", "127.0.0.1 is at 127.0.0.1, which is loopback: nothing is fetched from there.")]
    [InlineData("https://[::ffff:10.0.0.1]/", "which is private: nothing is fetched from there.")]
    [InlineData("https://[fd00::1]/", "is at fd00::1, which is private: nothing is fetched from there.")]
    [InlineData("https://localhost/", "which is loopback: nothing is fetched from there.")]
    [InlineData("http://example.org/file", "redirects to http://example.org/file, which is not followed: it is not https but http.")]
    [InlineData("ftp://example.org/file", "redirects to ftp://example.org/file, which is not followed: it is not https but ftp.")]
    [InlineData("https://me:secret@example.org/file?token=secret", "redirects to https://example.org/file, which is not followed: it holds a user name or password.")]
    [InlineData("/file", "redirects more than 10 times.")]
    public async Task A_redirect_to_elsewhere_is_not(string to, string why)
    {
        using var bench = new Bench(_ => Reply.To(to));
        var refused = Assert.IsType<Fetched.Refused>(await bench.Fetch());

        Assert.EndsWith(why, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(to == "/file" ? 11 : 1, bench.Server.Requests.Count);
        Assert.Empty(bench.Cached.Concat(bench.Parts));
    }

    [Theory]
    [InlineData("https://127.0.0.1/", "which is loopback")]
    [InlineData("https://localhost/", "which is loopback")]
    [InlineData("http://127.0.0.1/", "it is not https but http")]
    public async Task The_policy_that_users_have_refuses_this_machine(string url, string why)
    {
        using var bench = new Bench();
        var fetched = await bench.FetchUnder(AddressPolicy.PublicOnly, bench.Input with { Url = new(url) });

        Assert.Contains(why, Assert.IsType<Fetched.Refused>(fetched).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        using var bench = new Bench();
        var before = HttpClient.DefaultProxy;
        try
        {
            // Where .NET puts what HTTPS_PROXY and its like say.
            HttpClient.DefaultProxy = new Nowhere();
            Assert.IsType<Fetched.Downloaded>(await bench.Fetch());
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_accepted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = Shake(listener, certificate);
        var end = (IPEndPoint)listener.LocalEndpoint;

        using var bench = new Bench();
        var fetched = await bench.FetchUnder(AddressPolicy.PublicOnly with { Except = end }, bench.Input with { Url = new($"https://{end}/file") });

        Assert.Contains("certificate is invalid", Assert.IsType<Fetched.Failed>(fetched).Reason, StringComparison.Ordinal);
        Assert.Equal(0, await asked);
    }

    [Fact]
    public async Task A_closed_port_is_said_so()
    {
        using var bench = new Bench();
        bench.Server.Dispose();

        Assert.Contains("cannot be reached", Assert.IsType<Fetched.Failed>(await bench.Fetch()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_told_of_who_asks()
    {
        using var bench = new Bench();
        await bench.Fetch();

        Assert.Equal(["Accept-Encoding", "Host", "User-Agent"], bench.Server.Requests[0].Headers.Keys.Order());
    }

    // How many bytes of a request came after the handshake.
    private static async Task<int> Shake(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var secure = new SslStream(client.GetStream());
        try
        {
            await secure.AuthenticateAsServerAsync(certificate);
            return await secure.ReadAsync(new byte[1000], TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return 0;
        }
    }

    private sealed class Nowhere : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => new("http://127.0.0.1:9");

        public bool IsBypassed(Uri host) => false;
    }
}
