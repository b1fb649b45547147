using Recount.Workspace.Inputs;

namespace Recount.Tests.Inputs;

/// <summary>A download that ended early goes on from there, and never sews two versions together.</summary>
public class ResumeTests
{
    private const int Half = 150_000;

    private static readonly byte[] Newer = [.. Bench.Content.Reverse()];

    [Fact]
    public async Task What_broke_off_goes_on_from_there()
    {
        using var bench = await Broken();
        Assert.Equal(Half, new FileInfo(Assert.Single(bench.Parts)).Length);
        Assert.Empty(bench.Cached);

        var told = new List<Received>();
        Assert.IsType<Fetched.Downloaded>(await bench.Fetch(progress: new Told(told.Add)));
        Assert.Equal(($"bytes={Half}-", Bench.Tag), (bench.Server.Requests[1].Range, bench.Server.Requests[1].IfRange));
        Assert.Equal(new(Half, Bench.Content.Length), told[0]);
        await Holds(bench, Bench.Content);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_begins_again()
    {
        using var bench = await Broken();
        bench.Server.Reply = _ => Reply.Of("200 OK", Bench.Content, $"ETag: {Bench.Tag}");

        Assert.IsType<Fetched.Downloaded>(await bench.Fetch());
        Assert.Equal(2, bench.Server.Requests.Count);
        await Holds(bench, Bench.Content);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_that_changed_meanwhile_begins_again(bool honoursIfRange)
    {
        using var bench = await Broken(pinned: false);
        bench.Server.Reply = a => Reply.File(honoursIfRange ? a : new(a.Path, a.Headers.Where(h => h.Key != "If-Range").ToDictionary()), Newer, "\"v2\"");

        Assert.Equal(Bench.Of(Newer), Assert.IsType<Fetched.Downloaded>(await bench.Fetch(bench.Unpinned)).Sha256);
        Assert.Equal(honoursIfRange ? [0, Half] : [0, Half, 0], bench.Server.Requests.Select(r => r.From));
        await Holds(bench, Newer);
    }

    [Fact]
    public async Task A_version_that_shrank_begins_again()
    {
        using var bench = await Broken(pinned: false);
        bench.Server.Reply = a => Reply.File(new(a.Path, a.Headers.Where(h => h.Key != "If-Range").ToDictionary()), Newer[..1000], Bench.Tag);

        Assert.IsType<Fetched.Downloaded>(await bench.Fetch(bench.Unpinned));
        await Holds(bench, Newer[..1000]);
    }

    [Fact]
    public async Task A_part_that_turns_out_wrong_is_discarded_and_fetched_once_more()
    {
        using var bench = await Broken();
        await File.WriteAllBytesAsync(bench.Parts[0], Newer[..Half], TestContext.Current.CancellationToken);

        Assert.IsType<Fetched.Downloaded>(await bench.Fetch());
        Assert.Equal([0, Half, 0], bench.Server.Requests.Select(r => r.From));
        await Holds(bench, Bench.Content);
    }

    [Fact]
    public async Task But_only_once()
    {
        using var bench = await Broken();
        bench.Server.Reply = a => Reply.File(a, Newer, Bench.Tag);

        Assert.Contains("has sha256", Assert.IsType<Fetched.Failed>(await bench.Fetch()).Reason, StringComparison.Ordinal);
        Assert.Equal([0, Half, 0], bench.Server.Requests.Select(r => r.From));
        Assert.Empty(bench.Cached.Concat(bench.Parts));
    }

    [Fact]
    public async Task A_part_without_tag_goes_on_only_where_a_digest_will_tell()
    {
        using var pinned = await Broken(tag: null);
        Assert.IsType<Fetched.Downloaded>(await pinned.Fetch());
        Assert.Equal([0, Half], pinned.Server.Requests.Select(r => r.From));
        Assert.Null(pinned.Server.Requests[1].IfRange);

        using var unpinned = await Broken(pinned: false, tag: null);
        Assert.IsType<Fetched.Downloaded>(await unpinned.Fetch(unpinned.Unpinned));
        Assert.Equal([0, 0], unpinned.Server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task A_weak_tag_is_no_tag()
    {
        using var bench = await Broken(pinned: false, tag: "W/\"v1\"");
        Assert.IsType<Fetched.Downloaded>(await bench.Fetch(bench.Unpinned));
        Assert.Equal([0, 0], bench.Server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task A_whole_part_needs_no_server()
    {
        using var bench = await Broken();
        await File.WriteAllBytesAsync(bench.Parts[0], Bench.Content, TestContext.Current.CancellationToken);

        Assert.IsType<Fetched.Downloaded>(await bench.Fetch());
        Assert.Single(bench.Server.Requests);
        await Holds(bench, Bench.Content);
    }

    [Fact]
    public async Task A_part_longer_than_the_file_is_discarded()
    {
        using var bench = await Broken();
        await File.WriteAllBytesAsync(bench.Parts[0], [.. Bench.Content, 0], TestContext.Current.CancellationToken);

        Assert.IsType<Fetched.Downloaded>(await bench.Fetch());
        Assert.Equal([0, 0], bench.Server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task A_server_that_sends_less_than_the_rest_is_asked_again_for_what_lacks()
    {
        using var bench = await Broken(pinned: false);
        bench.Server.Reply = a =>
        {
            var end = Math.Min(a.From + 100_000, Bench.Content.Length);
            return Reply.Of("206 Partial Content", Bench.Content[a.From..end], $"ETag: {Bench.Tag}", $"Content-Range: bytes {a.From}-{end - 1}/{Bench.Content.Length}");
        };

        Assert.EndsWith("broke off after 250,000 of 300,000 bytes.", Assert.IsType<Fetched.Failed>(await bench.Fetch(bench.Unpinned)).Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Cached);
        Assert.IsType<Fetched.Downloaded>(await bench.Fetch(bench.Unpinned));
        await Holds(bench, Bench.Content);
    }

    [Fact]
    public async Task A_server_that_sends_more_than_it_announced_is_not_believed()
    {
        using var bench = await Broken(pinned: false);
        bench.Server.Reply = a => Reply.Of("206 Partial Content", Bench.Content[Half..], $"ETag: {Bench.Tag}", $"Content-Range: bytes {Half}-{Bench.Content.Length - 2}/{Bench.Content.Length - 1}");

        Assert.EndsWith("sent more of it than it announced.", Assert.IsType<Fetched.Failed>(await bench.Fetch(bench.Unpinned)).Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Cached);
    }

    [Fact]
    public async Task A_stop_keeps_what_has_arrived()
    {
        using var bench = new Bench(a => Reply.File(a, Bench.Content, Bench.Tag).BreaksAfter(Half) with { Stalls = true });
        await bench.FetchUntil(Half);

        bench.Server.Reply = a => Reply.File(a, Bench.Content, Bench.Tag);
        Assert.IsType<Fetched.Downloaded>(await bench.Fetch());
        Assert.Equal([0, Half], bench.Server.Requests.Select(r => r.From));
        await Holds(bench, Bench.Content);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left_and_what_has_arrived_is_kept()
    {
        using var bench = new Bench(a => Reply.File(a, Bench.Content, Bench.Tag).BreaksAfter(Half) with { Stalls = true });
        var failed = Assert.IsType<Fetched.Failed>(await bench.Fetch(stall: TimeSpan.FromSeconds(0.4)));
        Assert.EndsWith("sent nothing for 0.4 s.", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Cached);

        bench.Server.Reply = a => Reply.File(a, Bench.Content, Bench.Tag);
        Assert.IsType<Fetched.Downloaded>(await bench.Fetch());
        await Holds(bench, Bench.Content);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left()
    {
        using var bench = new Bench(_ => new("", [], true));

        Assert.EndsWith("sent nothing for 0.2 s.", Assert.IsType<Fetched.Failed>(await bench.Fetch(stall: TimeSpan.FromSeconds(0.2))).Reason, StringComparison.Ordinal);
    }

    private static async Task<Bench> Broken(bool pinned = true, string? tag = Bench.Tag)
    {
        var bench = new Bench(a => Reply.File(a, Bench.Content, tag).BreaksAfter(Half));
        var failed = Assert.IsType<Fetched.Failed>(await bench.Fetch(pinned ? bench.Input : bench.Unpinned));
        Assert.EndsWith("broke off after 150,000 of 300,000 bytes.", failed.Reason, StringComparison.Ordinal);
        Assert.StartsWith("Fetch again: it goes on from there.", failed.Advice, StringComparison.Ordinal);
        bench.Server.Reply = a => Reply.File(a, Bench.Content, tag);
        return bench;
    }

    private static async Task Holds(Bench bench, byte[] content)
    {
        Assert.Equal(content, await File.ReadAllBytesAsync(Assert.Single(bench.Cached), TestContext.Current.CancellationToken));
        Assert.Empty(bench.Parts);
    }
}
