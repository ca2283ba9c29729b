import type { Kind } from '../view-types.ts';

/**
 * The meaning of words for any series with matches, in the languages its fans type. No name of a series is here: those
 * are in its data. Phrases of several words are written with spaces; typed text is folded before it is compared.
 */

/** Phrases with one meaning: a name that contains one is found by each of the others. */
export const CONCEPTS: Readonly<Record<string, string>> = {
  final:
    'final|finals|finale|grand final|grand finale|last round|final round|last match|마지막 라운드|마지막 대결|결승|결승전|파이널|피날레|決勝|决赛|ファイナル',
  semifinal:
    'semi final|semi finals|semifinal|semifinals|semi finale|semis|last four|final four|four left|four remaining|remaining four|top four|4강|4강전|사강|준결|준결승|준결승전|세미 파이널|세미파이널|準決勝|半决赛',
  quarterfinal: 'quarter final|quarter finals|quarterfinal|quarterfinals|last eight|8강|8강전|팔강|준준결승|準々決勝',
  round:
    'round|rounds|rnd|rd|라운드|episode|episodes|ep|eps|에피소드|에피|화|회|편|match|매치|대결|경기|ラウンド|エピソード|話|回合|轮|輪|ronda|episodio|capitulo|rodada',
  season: 'season|szn|시즌|シーズン|季|temporada',
  version: 'version|ver|버전|버젼|バージョン',
  official: 'official|officials|오피셜|공식|公式|官方',
  school: 'school|academy|kindergarten|conservatory|학교|학원|유치원|学校|学園',
  human: 'human|humans|mankind|인간|인류|人間|人类',
  pet: 'pet|pets|애완|애완동물|펫|반려|ペット|宠物',
  whatif:
    'what if|au|aus|alternate universe|spin off|spinoff|spin offs|외전|스핀오프|평행세계|평행 세계|이프|番外|外传',
  invade: 'invade|invades|invaded|invading|invasion|침공|침략|침략당한|침략한',
  garden: 'garden|가든|정원',
  pink: 'pink|pinkish|핑크|분홍|분홍색|ピンク|粉色',
  black: 'black|검은|검은색|검정|검정색|까만|흑색|黒|黑色',
  gold: 'gold|golden|yellow|blond|blonde|금색|금빛|노란|노란색|노랑|金色|金',
  purple: 'purple|violet|lilac|보라|보라색|보랏빛|자주색|紫|紫色',
  grey: 'grey|gray|silver|회색|잿빛|은색|灰|灰色',
  teal: 'teal|turquoise|cyan|청록|청록색',
  charactersong: 'character song|character songs|image song|캐릭터송|캐릭터 송|캐송|キャラソン',
  green: 'green|lime|초록|초록색|녹색|연두|연두색|chartreuse|緑|绿色',
  brown: 'brown|brunette|갈색|茶色|棕色',
  white: 'white|흰|흰색|하얀|하얀색|백색|白|白色',
  red: 'red|붉은|빨간|빨간색|빨강|적색|赤|红色',
  blue: 'blue|파란|파란색|파랑|푸른|파랗게|青|蓝色',
  hair: 'hair|haired|haircut|머리|머리카락|머리색|머릿결|헤어|髪|头发',
  eyes: 'eye|eyes|eyed|눈동자|눈|눈색|目|眼睛',
  long: 'long|긴|장발',
  bob: 'bob|bobbed|단발|단발머리|short hair',
  curly: 'curly|curls|곱슬|곱슬머리',
  kiss: 'kiss|kisses|kissed|kissing|키스|키스신|입맞춤',
  die: 'die|murio|muere|muerto|muerta|morreu|dies|died|dead|death|killed|kills|dying|죽다|죽어|죽는|죽은|죽음|죽었|사망|사망하는|목숨',
  choke: 'choke|chokes|choked|choking|strangle|strangles|strangled|목을 졸라|목 조르는|목조르기',
  sister: 'hermana|irma|姉|妹|姉妹|姐姐|妹妹|sister|sis|lil sis|big sis|little sister|언니|누나|자매',
  brother:
    'brother|little brother|younger brother|lil bro|little bro|baby bro|sibling|hermano|irmao|弟|兄弟|弟弟|동생|남동생|형제|오빠',
  comic: 'comic|comics|manga|webtoon|만화|만화책|웹툰|코믹스|漫画|マンガ',
  latest: 'latest|newest|most recent|최신|最新|ultimo|ultima',
  shop: 'shop|shops|store|stores|스토어|샵|상점|ショップ',
  favourite: 'favourite|favorite|fav|fave|favs|faves|최애',
  guitar: 'guitar|guitars|기타|ギター',
  flower: 'flower|flowers|꽃|花',
  rebel:
    'rebel|rebels|freedom fighters|rebellion|resistance|uprising|revolt|revolution|반란|반란군|저항군|해방군|레지스탕스|반군',
  alien: 'alien|aliens|외계인|エイリアン|外星人',
  owner: 'owner|owners|master|masters|후원자|guardian|guardians|주인|가디언|守護者|飼い主|监护人|主人|dueno|dono',
};

/** Words that say two things at once. */
export const COMPOUNDS: Readonly<Record<string, readonly string[]>> = {
  단발머리: ['bob', 'hair'],
  곱슬머리: ['curly', 'hair'],
  ...coloured('발', 'hair'),
  ...coloured('안', 'eyes'),
  金髪: ['gold', 'hair'],
  黒髪: ['black', 'hair'],
};

/** The words that ask for a kind of thing. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  song: 'song|songs|music|track|tracks|ost|soundtrack|duet|duets|solo|solos|cover|covers|lyric|lyrics|가사|歌詞|歌词|cancion|canciones|canciones|musica|듀엣|솔로|솔로곡|커버|노래|송|곡|음악|삽입곡|歌|曲',
  episode: 'episode|episodes|ep|eps|video|videos|mv|에피소드|에피|화|편|회차|영상|뮤비|話|动画',
  match: 'match|matches|fight|fights|battle|battles|duel|vs|versus|대결|매치|경기|대전|試合',
  character: 'character|characters|contestant|contestants|캐릭터|캐|등장인물|인물|참가자|キャラ|角色',
  term: 'term|terms|lore|용어|설정|세계관',
  series: 'series|show|anime|animation|시리즈|작품|애니|애니메이션|アニメ|动漫',
};

/** What is written on to the word before it. */
export const KIND_ENDINGS = new Set('곡|송|노래|장면|씬|키스신|차이'.split('|'));

export const NUMBERS: Readonly<Record<string, string>> = {
  ...numbered('one|two|three|four|five|six|seven|eight|nine|ten'),
  ...numbered('first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth'),
  ...numbered('첫|두|세|네|다섯|여섯|일곱|여덟|아홉|열'),
  ...numbered('첫번째|두번째|세번째|네번째|다섯번째|여섯번째|일곱번째|여덟번째|아홉번째|열번째'),
  ...numbered('첫째|둘째|셋째|넷째|다섯째|여섯째|일곱째|여덟째|아홉째|열째'),
  ...{ eleven: '11', twelve: '12', twenty: '20', thirty: '30', forty: '40', fifty: '50', sixty: '60' },
  ...numbered('원|투|쓰리|포|파이브|식스|세븐'),
  ...numbered('일|이|삼|사|오|육|칠|팔|구|십'),
  ...numbered('一|二|三|四|五|六|七|八|九|十'),
};
/** Read as numbers only beside something that is counted. */
export const ROMAN_NUMBERS: Readonly<Record<string, string>> = numbered('i|ii|iii|iv|v|vi|vii|viii|ix|x');
/** Prefixes of a number that add nothing: `제6`. */
export const ORDINAL_BEGINNINGS = new Set('제|第|no|nr'.split('|'));
/** Suffixes of a number that add nothing: `6th`, `6번째`. */
export const ORDINAL_ENDINGS = new Set('st|nd|rd|th|번째|번|째'.split('|'));

/** Korean particles and forms of “to be” that can follow a name without changing it. */
export const PARTICLES = new Set(
  (
    '은|는|이|가|을|를|의|에|에게|에서|와|과|랑|이랑|하고|로|으로|도|만|까지|부터|보다|한테|께|야|아|이야|예요|이에요|에요|이예요|입니다|임|인가|인가요|이고|이며|이지|지|냐|이냐|니|이니|요|이요|님|씨|쨩|짱|' +
    '이는|이가|이를|이의|이도|이만|이한테|들|들은|들이|들의|뭐|누구|란|이란|이라는|라는|처럼|같은|말고|밖에|마다|하는|한|했던|하던|할|하기|나|이나|든|이든|든지|서|쯤|쪽|' +
    // Polite, half-said and curious endings of a question.
    '나요|은가요|는가요|던가|던가요|더라|였더라|이었더라|였지|였죠|이었죠|죠|이죠|네|네요|냐고|이냐고|인데|인데요|라고|이라고|까|까요|일까|일까요|래|래요|대|대요|음|는지|은지|인지|였나|였나요|이었나|였음|이었음|임요|했나|했나요|한테서|네가|때문에|말이야|있잖아'
  ).split('|'),
);

/** Words that do not say what is looked for; they never count as a typing error of a name. */
export const COMMON = new Set(
  (
    'a|an|the|this|that|these|those|it|its|he|him|his|she|her|hers|they|them|their|we|us|our|you|your|yours|i|im|me|my|mine|' +
    'is|are|was|were|be|been|being|am|do|does|did|done|doing|has|have|had|having|can|could|will|would|shall|should|may|might|must|' +
    'and|or|but|nor|so|if|of|in|on|at|to|for|from|with|by|about|as|into|onto|up|down|out|over|under|off|than|then|till|until|' +
    'what|whats|which|who|whos|whom|whose|when|where|wheres|why|how|hows|there|here|now|not|no|yes|yeah|ok|okay|any|anyone|anybody|anything|anywhere|some|' +
    'somebody|someone|something|somewhere|all|every|everyone|everybody|everything|none|nobody|nothing|each|other|others|another|else|more|most|much|many|' +
    'few|less|least|just|only|also|too|very|really|still|even|ever|never|again|already|yet|always|once|one|two|first|last|next|same|such|own|please|pls|plz|thanks|' +
    'get|gets|got|getting|give|gives|gave|go|goes|going|went|gone|come|comes|came|coming|make|makes|made|making|take|takes|took|know|knows|knew|known|think|' +
    'thinks|say|says|said|tell|tells|told|ask|asks|see|sees|saw|seen|look|looks|looking|find|finds|found|show|shows|showed|want|wants|wanted|need|needs|like|' +
    'likes|liked|love|loves|loved|hate|hates|let|lets|put|keep|try|use|used|call|called|calls|name|named|names|mean|means|meaning|' +
    'watch|watches|watching|watched|wait|waits|waiting|listen|hear|heard|read|play|plays|played|playing|start|starts|stop|begin|begins|end|ends|ended|happen|happens|happened|' +
    'thing|things|stuff|way|ways|time|times|day|days|week|today|tomorrow|yesterday|night|morning|year|years|old|new|good|great|best|better|bad|worst|nice|cool|big|' +
    'girl|girls|boy|boys|guy|guys|man|men|woman|women|person|people|kid|kids|dude|bro|lol|lmao|omg|fr|tbh|wtf|hi|hello|hey|bye|lol|haha|' +
    'fan|fans|part|parts|full|link|links|help|info|list|guide|sure|well|back|after|before|between|during|while|because|cause|since|through|without|within|against|' +
    'right|left|wrong|true|false|real|kind|sort|type|lot|lots|bit|little|else|around|away|together|home|world|life|live|lives|side|hand|word|words|' +
    'share|chase|phone|fine|line|wine|mine|shin|care|core|sore|score|pure|sue|sun|sum|suit|chill|pill|bill|hill|mill|fill|kill|skill|spill|drill|tool|toll|tall|luck|lucky|like|lake|duke|fluke|' +
    'mini|mizu|miss|mix|maze|ivy|van|even|event|oven|jacks|iron|into|ion|pan|fin|find|finally|wing|wide|witch|switch|which|' +
    '하려면|하려고|correct|proper|properly|exactly|actually|currently|돼|돼요|되나|되나요|될까|여자애|남자애|여캐|남캐|이름|싶어|싶어요|싶은데|싶다|최종|결국|알려주세요|알려주실|보여주세요|찾아주세요|주세요|부탁해|부탁해요|부탁드려요|뭔가요|뭐예요|뭐에요|거|거야|거지|거임|건데|것|게|걸|좀|그|이|저|이거|그거|저거|뭐|뭐야|뭔데|무슨|어떤|어느|누구|누가|누군지|언제|어디|어디서|어떻게|왜|몇|얼마나|있어|있나|있는|있나요|없어|없는|해|해줘|하는|하나|했어|인가|인가요|' +
    '알려줘|알려|보여줘|보여|찾아줘|찾아|궁금해|뭐지|뭐임|누구야|누구임|누구지|설명|정보|관련|대해|대한|관한|에서|나오는|나온|나와|나오는지|부분|때|중|제일|가장|진짜|너무|정말|다|또|더|안|못|잘|요|임|' +
    'ト|ノ|ハ|ガ|ヲ|ニ|モ|デ|ヘ|ヤ|カ|トハ|カラ|マテ|ッテ|' +
    // What is said around a question in a chat.
    'yo|u|ur|w|bc|cuz|tho|rn|btw|ngl|idk|istg|tf|atm|again|remember|remind|forgot|forget|recall|supposed|confirmed|canon|canonically|literally|honestly|genuinely|' +
    'question|curious|wonder|wondering|explain|explained|explanation|understand|confused|mention|mentioned|yall|folks|chat|thx|ty|thank|sorry|theory|deal|whole|' +
    '아니|계신가요|계세요|아는|아시는|분|질문|궁금한데|궁금합니다|기억|도대체|대체|원래|갑자기|님들|얘들아|제발|설마|이제|정리|요약|해석|근황|관련해서|알고|모르는|모르겠는데|모르겠어|' +
    '教|何|知|人|的|了|是|在|吗|呢|和|与|跟|有|多|个|第|' +
    'se|llama|llaman|chama|chamam|quien|quienes|es|el|la|los|las|de|del|que|como|donde|cuando|por|para|un|una|y|o|en|con|su|mi|cual|cuantos|cuanto|tiene|sobre|quem|qual|quando|onde|da|do|na|' +
    'scene|scenes|장면|씬|신|컷|long|short|x|애|사람|여자|남자|색|색깔|오늘|내일|어제|지금|아까|나중|처음|혹시|그냥|그럼|그리고|근데|하고|ㅋㅋ|ㅋㅋㅋ|ㅎㅎ|ㅠㅠ|'
  )
    .split('|')
    .filter((word) => word !== ''),
);
/** What is thrown in while chatting, before or behind what is looked for: `ivan omg`, `틸 ㅠㅠ`. */
export const CHATTER =
  /^(?:lo+l|lmf?ao+|rofl|omf?g|(?:ha){2,}|he(?:he)+|pl+s+|plz|please|bruh+|fr|tbh|ngl|istg|[ㅋ\u110f]{2,}|[ㅎ\u1112]{2,}|[ㅠㅜ\u1172\u116e]+|제발|w{3,}|草|[😀-🙏🤐-🤯🥰-🥺💀🔥✨💔😭]|❤)$/u;

/** Everyday words that yet say what somebody does: `who made luka`. */
export const DEEDS = new Set(
  'make|makes|made|love|loves|loved|hate|hates|hated|take|takes|took|find|finds|found|give|gave|like|likes|liked'.split(
    '|',
  ),
);
/** How many sing what is looked for. */
export const SOLO = new Set('solo|solos|솔로|솔로곡|ソロ'.split('|'));
/** Forms of 하다, 되다, 있다 and their like, which say nothing by themselves: `하면`, `되나요`, `있는지`. */
export const AUXILIARY =
  /^(?:하|해|했|한|할|함|되|돼|됐|된|될|됨|있|없|같)(?:다|다가|면|나|나요|고|는|는데|는지|니|니까|던|려면|려고|지|지만|자|며|면서|어|어요|었|었어|었던|은|을|을까|음|야|서|요|데|거|건|게|도|줘|주|줄)*(?:요|까)?$/;

/** Who asks with these looks for somebody: `the guy with the guitar`, `누가 미지 구했어`. */
export const SOMEBODY = new Set(
  'who|whos|whose|guy|girl|boy|man|woman|dude|lady|chick|kid|person|누구|누가|누군지|누구야|누구임|누구지|사람|애|여자애|남자애|여캐|남캐|놈|誰|谁'.split(
    '|',
  ),
);
/** What is asked of everybody: `who is the tallest`, `캐릭터 생일`. */
export const EVERYBODY = new Set(
  'everyone|everybody|most|characters|contestants|cast|제일|가장|모두|다들|전부|전원|캐릭터|캐릭터들|등장인물|애들|순위|一番|最|最も|全員'.split(
    '|',
  ),
);
/** What follows a name and hardly ever a preposition: `till is`, not `till Friday`. */
export const AFTER_A_NAME = new Set(
  'is|was|has|had|and|or|vs|versus|will|would|can|could|did|does|do|s|sings|sang|won|wins|lost|loses|died|dies|lives|x|ver|version|song|songs|cosplay|fanart|fan|simp'.split(
    '|',
  ),
);

/** Words that begin a question about somebody: `did till win`. */
export const BEFORE_WHO_IS_ASKED_OF = new Set('is|was|are|did|does|do|has|can|could|will|would'.split('|'));

/** Compounds of a colour and what has it: `금발`, `흑안`. */
function coloured(what: string, concept: string): Record<string, readonly string[]> {
  const colours = {
    금: 'gold',
    흑: 'black',
    은: 'grey',
    회: 'grey',
    적: 'red',
    홍: 'red',
    청: 'teal',
    녹: 'green',
    자: 'purple',
    백: 'white',
    갈: 'brown',
  };
  return Object.fromEntries(Object.entries(colours).map(([sign, colour]) => [sign + what, [colour, concept]]));
}

function numbered(words: string): Record<string, string> {
  return Object.fromEntries(words.split('|').map((word, index) => [word, String(index + 1)]));
}
