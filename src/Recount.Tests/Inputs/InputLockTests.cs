using Recount.Findings;
using Recount.Workspace.Inputs;

namespace Recount.Tests.Inputs;

/// <summary>An input without a digest is what it was when first fetched; under --locked, when somebody else saw that before.</summary>
public class InputLockTests
{
    private static readonly byte[] Newer = [.. Bench.Content.Reverse()];

    [Fact]
    public async Task A_first_fetch_is_written_down_and_later_ones_are_held_to_it()
    {
        using var bench = new Bench();
        Assert.IsType<Fetched.Downloaded>(await bench.Fetch(bench.Unpinned));
        var text = await File.ReadAllTextAsync(bench.LockPath, TestContext.Current.CancellationToken);
        Assert.EndsWith($"\npaper/file {Bench.Sha256} 300000 {bench.Server.Url}\n", text, StringComparison.Ordinal);

        Assert.IsType<Fetched.Already>(await bench.Fetch(bench.Unpinned));
        Directory.Delete(bench.Cache, true);
        bench.Server.Reply = a => Reply.File(a, Newer, "\"v2\"");
        var failed = Assert.IsType<Fetched.Failed>(await bench.Fetch(bench.Unpinned));

        Assert.Contains($"has sha256 {Bench.Of(Newer)}, not {Bench.Sha256}", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("delete its line in recount.lock", failed.Advice, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(bench.LockPath, TestContext.Current.CancellationToken));
        Assert.Empty(bench.Cached);
    }

    [Fact]
    public async Task A_digest_in_the_spec_needs_no_line()
    {
        using var bench = new Bench();
        Assert.IsType<Fetched.Downloaded>(await bench.Fetch(trusted: LockFile.Empty));
        Assert.False(File.Exists(bench.LockPath));
    }

    [Fact]
    public async Task Another_URL_is_another_input()
    {
        using var bench = new Bench(a => Reply.File(a, a.Path == "/file" ? Bench.Content : Newer, null));
        await bench.Fetch(bench.Unpinned);
        var moved = bench.Unpinned with { Url = new(bench.Server.Url, "/moved") };

        Assert.IsType<Fetched.Refused>(await bench.Fetch(moved, trusted: LockFile.Parse(await File.ReadAllTextAsync(bench.LockPath, TestContext.Current.CancellationToken))));
        Assert.Equal(Bench.Of(Newer), Assert.IsType<Fetched.Downloaded>(await bench.Fetch(moved)).Sha256);
        Assert.Equal([new("paper/file", Bench.Of(Newer), Newer.Length, moved.Url.AbsoluteUri)], LockFile.Parse(await File.ReadAllTextAsync(bench.LockPath, TestContext.Current.CancellationToken)).Entries);
    }

    [Fact]
    public async Task Locked_an_input_without_a_line_is_refused()
    {
        using var bench = new Bench();

        Assert.Contains("no line for its URL", Assert.IsType<Fetched.Refused>(await bench.Fetch(bench.Unpinned, trusted: LockFile.Empty)).Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Server.Requests);
        Assert.False(File.Exists(bench.LockPath));
    }

    [Theory]
    [InlineData("trusted", true)]
    [InlineData("new", false)]
    [InlineData("other digest", false)]
    [InlineData("other length", false)]
    [InlineData("other URL", false)]
    public async Task Locked_a_line_that_arrives_with_the_change_is_not_trusted(string line, bool isTrusted)
    {
        using var bench = new Bench();
        var entry = new LockFile.Entry("paper/file", Bench.Sha256, Bench.Content.Length, bench.Server.Url.AbsoluteUri);
        await File.WriteAllTextAsync(bench.LockPath, LockFile.Empty.With(entry).Render(), TestContext.Current.CancellationToken);
        var trusted = line switch
        {
            "trusted" => LockFile.Empty.With(entry),
            "other digest" => LockFile.Empty.With(entry with { Sha256 = Bench.Of(Newer) }),
            "other length" => LockFile.Empty.With(entry with { Bytes = 1 }),
            "other URL" => LockFile.Empty.With(entry with { Url = "https://example.org/file" }),
            _ => LockFile.Empty,
        };
        var fetched = await bench.Fetch(bench.Unpinned, trusted);

        Assert.Equal(isTrusted, fetched is Fetched.Downloaded);
        Assert.Equal(!isTrusted, fetched is Fetched.Refused { Reason: var why } && why.EndsWith("arrived with this change, so it is not trusted.", StringComparison.Ordinal));
        Assert.Equal(isTrusted ? 1 : 0, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task Those_who_write_at_once_lose_no_line()
    {
        using var bench = new Bench();
        IReadOnlyList<ExternalInput> inputs = [.. Enumerable.Range(0, 8).Select(i => bench.Unpinned with { Name = $"n{i}", Url = new(bench.Server.Url, $"/{i}") })];
        await Task.WhenAll(inputs.Select(i => Task.Run(() => bench.Fetch(i), TestContext.Current.CancellationToken)));

        var text = await File.ReadAllTextAsync(bench.LockPath, TestContext.Current.CancellationToken);
        Assert.Equal(inputs.Select(i => i.Name), LockFile.Parse(text).Entries.Select(e => e.Input));
    }

    [Fact]
    public async Task A_lock_file_that_cannot_be_written_is_said_so()
    {
        using var bench = new Bench();
        Directory.CreateDirectory(bench.LockPath);

        Assert.StartsWith("recount.lock cannot be written", Assert.IsType<Fetched.Failed>(await bench.Fetch(bench.Unpinned)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<<<<<<< HEAD", "the line is no 'name sha256 bytes url': <<<<<<< HEAD")]
    [InlineData("b aa 3 https://example.org/b", "the line is no 'name sha256 bytes url'")]
    [InlineData("b SHA -3 https://example.org/b", "the line is no 'name sha256 bytes url'")]
    [InlineData("b SHA 3 /b", "the line is no 'name sha256 bytes url'")]
    [InlineData("b SHA 3 https://example.org/b more", "the line is no 'name sha256 bytes url'")]
    [InlineData("a SHA 3 https://example.org/b", "the line names 'a' a second time")]
    public async Task A_damaged_lock_file_is_said_so_with_the_line(string line, string why)
    {
        using var bench = new Bench();
        var text = $"# a comment\n\na SHA 3 https://example.org/a\n{line}\n".Replace("SHA", Bench.Sha256, StringComparison.Ordinal);
        await File.WriteAllTextAsync(bench.LockPath, text, TestContext.Current.CancellationToken);
        var refused = Assert.IsType<Fetched.Refused>(await bench.Fetch(bench.Unpinned));

        Assert.Contains($"recount.lock(4): {why}", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Server.Requests);
    }

    [Fact]
    public void A_lock_file_reads_back_in_one_order_whatever_its_names()
    {
        string[] names = ["b/ü", "#a", "a b", "B", "a%20b", "a\nb", "%", "é/ß/☃"];
        var file = names.Aggregate(LockFile.Empty, (f, n) => f.With(new(n, Bench.Sha256, 3, new Uri($"https://example.org/ü [x]|{n.Length}?a=[b] c").AbsoluteUri)));
        var other = names.Reverse().Aggregate(LockFile.Empty, (f, n) => f.With(file.Entries.Single(e => e.Input == n)));

        Assert.Equal(file.Render(), other.Render());
        Assert.Equal(file.Entries, LockFile.Parse(file.Render()).Entries);
        Assert.Equal(names.Length + 1, file.Render().Count(c => c == '\n'));
        Assert.Equal(file.Entries, LockFile.Parse(file.Render().ReplaceLineEndings("\r\n")).Entries);
    }
}
