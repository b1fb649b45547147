using System.Security.Cryptography;
using Recount.Findings;
using Recount.Workspace.Inputs;

namespace Recount.Tests.Inputs;

/// <summary>A server with one file, and a machine with an empty cache; gone afterwards.</summary>
internal sealed class Bench : IDisposable
{
    public const string Tag = "\"v1\"";

    public static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 / 7))];

    public static readonly string Sha256 = Of(Content);

    public Bench(Func<Asked, Reply>? reply = null) => Server = new(reply ?? (a => Reply.File(a, Content, Tag)));

    public string Root { get; } = Directory.CreateTempSubdirectory("recount-").FullName;

    public Server Server { get; }

    public string Cache => Path.Combine(Root, "cache");

    public string LockPath => Path.Combine(Root, LockFile.Name);

    /// <summary>The file with its digest in the spec.</summary>
    public ExternalInput Input => new("paper/file", Server.Url, Sha256, Content.Length, null);

    /// <summary>The same, left to the lock file.</summary>
    public ExternalInput Unpinned => Input with { Sha256 = null, Bytes = null };

    /// <summary>Every file in the cache but those of unfinished downloads.</summary>
    public IReadOnlyList<string> Cached => Below("sha256");

    /// <summary>Beginnings of files.</summary>
    public IReadOnlyList<string> Parts => [.. Below("parts").Where(p => p.EndsWith(".part", StringComparison.Ordinal))];

    public static string Of(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A fetch as a new process makes it.</summary>
    public Task<Fetched> Fetch(ExternalInput? input = null, LockFile? trusted = null, long limit = Fetcher.DefaultLimit, IProgress<Received>? progress = null, TimeSpan? stall = null) =>
        Run(Server.Policy, [], input, trusted, limit, progress, stall, TestContext.Current.CancellationToken);

    /// <summary>The same under another policy, or with mirrors.</summary>
    public Task<Fetched> FetchUnder(AddressPolicy policy, ExternalInput? input = null, params string[] mirrors) =>
        Run(policy, mirrors, input, null, Fetcher.DefaultLimit, null, null, TestContext.Current.CancellationToken);

    /// <summary>The same, stopped once so many bytes are here.</summary>
    public async Task FetchUntil(int bytes)
    {
        using var stop = new CancellationTokenSource();
        var told = new Told(r => (r.Bytes == bytes ? stop.Cancel : (Action)(() => { }))());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(Server.Policy, [], null, null, Fetcher.DefaultLimit, told, null, stop.Token));
    }

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(Root, true);
    }

    private async Task<Fetched> Run(
        AddressPolicy policy, string[] mirrors, ExternalInput? input, LockFile? trusted, long limit, IProgress<Received>? progress, TimeSpan? stall, CancellationToken stop)
    {
        using var downloads = new Downloads(policy, null, stall);
        return await new Fetcher(new(Cache, mirrors), downloads, new(LockPath, trusted), limit).Fetch(input ?? Input, progress, stop);
    }

    private string[] Below(string folder) => Directory.Exists(Path.Combine(Cache, folder)) ? Directory.GetFiles(Path.Combine(Cache, folder), "*", SearchOption.AllDirectories) : [];
}

/// <summary>Progress told at once, on the thread that reads.</summary>
internal sealed class Told(Action<Received> tell) : IProgress<Received>
{
    public void Report(Received value) => tell(value);
}
