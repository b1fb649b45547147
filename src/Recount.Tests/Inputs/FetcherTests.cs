using Recount.Workspace.Inputs;

namespace Recount.Tests.Inputs;

/// <summary>What becomes of a download that goes well, and of one that does not: nothing unverified is ever in the cache.</summary>
public class FetcherTests
{
    [Fact]
    public async Task A_file_is_verified_and_kept_by_its_digest_and_not_asked_for_again()
    {
        using var bench = new Bench();
        var told = new List<Received>();
        var first = Assert.IsType<Fetched.Downloaded>(await bench.Fetch(progress: new Told(told.Add)));
        var second = Assert.IsType<Fetched.Already>(await bench.Fetch());

        Assert.Equal(Path.Combine(bench.Cache, "sha256", Bench.Sha256[..2], Bench.Sha256), first.Path);
        Assert.Equal(Bench.Content, await File.ReadAllBytesAsync(first.Path, TestContext.Current.CancellationToken));
        Assert.Equal((first.Path, Bench.Sha256, Bench.Content.Length), (second.Path, second.Sha256, second.Bytes));
        Assert.Single(bench.Server.Requests);
        Assert.Empty(bench.Parts);
        Assert.Equal(new(0, Bench.Content.Length), told[0]);
        Assert.Equal(new(Bench.Content.Length, Bench.Content.Length), told[^1]);
        Assert.Equal(told.OrderBy(t => t.Bytes), told);
    }

    [Fact]
    public async Task Other_bytes_are_not_kept()
    {
        using var bench = new Bench(a => Reply.File(a, [1, .. Bench.Content[1..]], Bench.Tag));
        var failed = Assert.IsType<Fetched.Failed>(await bench.Fetch());

        Assert.Contains("has sha256 ", failed.Reason, StringComparison.Ordinal);
        Assert.Contains($"not {Bench.Sha256}", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Cached.Concat(bench.Parts));
        Assert.Single(bench.Server.Requests);
    }

    [Fact]
    public async Task A_damaged_file_in_the_cache_is_not_used_but_fetched_anew()
    {
        using var bench = new Bench();
        var path = Assert.IsType<Fetched.Downloaded>(await bench.Fetch()).Path;
        await File.WriteAllTextAsync(path, "other", TestContext.Current.CancellationToken);

        Assert.IsType<Fetched.Downloaded>(await bench.Fetch());
        Assert.Equal(Bench.Content, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("404 Not Found", "answered 404 (not there).")]
    [InlineData("403 Forbidden", "answered 403 (not for everybody).")]
    [InlineData("503 Service Unavailable", "answered 503 (trouble on its side).")]
    [InlineData("204 No Content", "answered 204.")]
    [InlineData("206 Partial Content", "sent a part of it, though asked for all.")]
    [InlineData("302 Found", "redirects, but says not where to.")]
    public async Task An_answer_that_is_no_file_is_no_file(string status, string why)
    {
        using var bench = new Bench(_ => Reply.Of(status, status[0] == '2' ? [] : Bench.Content));

        Assert.EndsWith(why, Assert.IsType<Fetched.Failed>(await bench.Fetch()).Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Cached.Concat(bench.Parts));
    }

    [Fact]
    public async Task A_file_of_another_length_than_declared_is_not_even_read()
    {
        using var bench = new Bench();
        var failed = Assert.IsType<Fetched.Failed>(await bench.Fetch(bench.Input with { Bytes = 5 }));

        Assert.EndsWith("is 300,000 bytes long, not 5 as the spec or lock file says.", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Parts);
    }

    [Theory]
    [InlineData(false, "is 300,000 bytes long, and at most 299,999 are fetched.")]
    [InlineData(true, "is longer, and at most 299,999 are fetched.")]
    public async Task A_file_larger_than_the_limit_is_refused_whether_or_not_it_says_so(bool chunked, string why)
    {
        using var bench = new Bench(a => chunked ? Reply.File(a, Bench.Content, null).Chunked() : Reply.File(a, Bench.Content, null));
        var undeclared = bench.Input with { Bytes = null };

        Assert.EndsWith(why, Assert.IsType<Fetched.Refused>(await bench.Fetch(undeclared, limit: 299_999)).Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Cached.Concat(bench.Parts));
        Assert.IsType<Fetched.Downloaded>(await bench.Fetch(undeclared, limit: 300_000));
    }

    [Fact]
    public async Task A_body_that_ends_before_or_after_the_declared_length_is_not_kept()
    {
        using var bench = new Bench(a => Reply.Of("200 OK", Bench.Content[..^1]).Chunked());
        Assert.Contains("299,999 bytes long, not 300,000", Assert.IsType<Fetched.Failed>(await bench.Fetch()).Reason, StringComparison.Ordinal);

        bench.Server.Reply = a => Reply.Of("200 OK", [.. Bench.Content, 0]).Chunked();
        Assert.Contains("at most 300,000", Assert.IsType<Fetched.Refused>(await bench.Fetch()).Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Cached);
    }

    [Fact]
    public async Task The_spec_that_is_wrong_about_a_length_is_told_so()
    {
        using var bench = new Bench();
        await bench.Fetch();

        Assert.Contains("5 bytes long by its spec, and the file with its sha256 300,000", Assert.IsType<Fetched.Refused>(await bench.Fetch(bench.Input with { Bytes = 5 })).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_body_is_not_taken_for_the_file()
    {
        using var bench = new Bench(_ => Reply.Of("200 OK", Bench.Content, "Content-Encoding: gzip"));

        Assert.Contains("sent it compressed", Assert.IsType<Fetched.Failed>(await bench.Fetch(bench.Unpinned)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_digest_and_length_a_body_must_say_where_it_ends()
    {
        using var bench = new Bench(_ => new("HTTP/1.1 200 OK\r\nConnection: close", Bench.Content));

        Assert.Contains("half of it would look whole", Assert.IsType<Fetched.Refused>(await bench.Fetch(bench.Unpinned)).Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.LockPath));
        Assert.IsType<Fetched.Downloaded>(await bench.Fetch());
    }

    [Theory]
    [InlineData("A63C")]
    [InlineData("")]
    public async Task A_digest_that_is_none_is_refused(string sha256)
    {
        using var bench = new Bench();

        Assert.Contains("is not 64 lower-case", Assert.IsType<Fetched.Refused>(await bench.Fetch(bench.Input with { Sha256 = sha256 })).Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Server.Requests);
    }

    [Fact]
    public async Task A_cache_folder_that_cannot_be_made_is_said_so()
    {
        using var bench = new Bench();
        await File.WriteAllTextAsync(bench.Cache, "a file stands where the folder should be", TestContext.Current.CancellationToken);
        var failed = Assert.IsType<Fetched.Failed>(await bench.Fetch());

        Assert.StartsWith($"The cache folder {bench.Cache} cannot be used", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("RECOUNT_CACHE", failed.Advice, StringComparison.Ordinal);
        Assert.Empty(bench.Server.Requests);
    }

    [Fact]
    public async Task Of_many_who_fetch_the_same_at_once_one_downloads_it()
    {
        using var bench = new Bench();
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => bench.Fetch(), TestContext.Current.CancellationToken)));

        Assert.Single(all.OfType<Fetched.Downloaded>());
        Assert.Equal(5, all.OfType<Fetched.Already>().Count());
        Assert.Single(bench.Server.Requests);
        Assert.Equal(Bench.Content, await File.ReadAllBytesAsync(Assert.Single(bench.Cached), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_in_a_mirror_is_used_where_it_lies()
    {
        using var bench = new Bench();
        var mirror = Directory.CreateDirectory(Path.Combine(bench.Root, "mirror")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(mirror, "a.bin"), Bench.Content, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(mirror, "SHA256SUMS"), $"{Bench.Sha256}  a.bin\n", TestContext.Current.CancellationToken);
        var fetched = await bench.FetchUnder(bench.Server.Policy, null, mirror);

        Assert.Equal(new Fetched.FromMirror(Path.Combine(mirror, "a.bin"), Bench.Sha256, Bench.Content.Length), fetched);
        Assert.Empty(bench.Server.Requests);
        Assert.False(Directory.Exists(bench.Cache));
    }
}
