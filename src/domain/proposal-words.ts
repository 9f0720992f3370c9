/**
 * How customers answer "would you like a person to take over?", in eight languages. Written as phrases of words
 * (`phrases.ts`): without accents and case, apostrophes part words, Chinese is read character by character.
 */

/** The words of one language, by what they say as an answer. */
export interface AnswerWords {
  /** A yes, whatever follows. */
  yes: string[];
  /** A yes only when nothing but politeness or another yes follows: it may as well begin another thought. */
  weakYes: string[];
  /** A yes wherever it stands. */
  accepts: string[];
  /** A no at the beginning. */
  no: string[];
  /** A no wherever it stands. */
  declines: string[];
  /** "Not yet": something else comes first. */
  later: string[];
  /** Says nothing by itself. */
  polite: string[];
  /** Begins like a yes or a no and is neither. */
  nothing: string[];
}

/** The phrases of a list, parted by commas. */
function phrases(list: string): string[] {
  return list.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
}

const en: AnswerWords = {
  yes: phrases(`
    yes, yeah, yep, yup, yess, sure, of course, certainly, absolutely, definitely, please do, go ahead, by all
    means, no problem, no objection, no worries, why not, do it, do that, sounds good, sounds great, i agree, that
    works, affirmative`),
  weakYes: phrases(`
    ok, okay, k, fine, alright, all right, right, good, great, perfect, correct, please, cool, i guess, i suppose, i
    would, i d, i do`),
  accepts: phrases(`
    yes please, that would be great, that would be good, that would be nice, that would help, that would be helpful,
    i would like that, i d like that, i would love that, i d love that, i would appreciate that, i d appreciate
    that, i would appreciate it, i d appreciate it, connect me, put me through, transfer me, hand me over, let s do
    that, let s do it, i accept, a person would be good, let them take over, have them take over, have someone take
    over`),
  no: phrases(`
    no, nope, nah, naw, negative, never mind, nevermind, not now, not really, not necessary, not needed, not at the
    moment, not today, maybe later, perhaps later, later maybe, i m good, i am good, im good, i m fine, i am fine, i
    m ok, i m okay, that s ok, that s okay, that s alright, no need, no thanks, no thank you, it s ok, it s okay, it
    s fine, all good`),
  declines: phrases(`
    no thanks, no thank you, rather not, prefer not, not now, no need, not necessary, do not transfer, don t
    transfer, dont transfer, do not connect, don t connect, do not want, don t want, dont want, do not need, don t
    need, dont need, stay here, stay with you, stay with the bot, stay with the assistant, keep talking to you,
    continue here, continue with you, continue with the bot, continue with the assistant, carry on here, carry on
    with you, go on here, go on with you, keep going, let s continue, prefer the bot, prefer the assistant, you are
    fine, you re fine, maybe later, without a person, without a human`),
  later: phrases(`
    but first, first tell, first i, first can, first could, first let, first please, first check, but before, before
    that, before you, before we, not yet, not just yet, in a minute, in a moment, in a bit, give me a minute, give
    me a moment, one moment, one second, hold on, wait a, after you, after this, once you, when we are done, but
    later, later`),
  polite: phrases(`
    please, thanks, thank you, thx, ty, pls, plz, then, very much, so much, a lot, that s fine, that is fine, for
    me, with me, by me, do so, it, that, now, well, oh, ah, hm, hmm, um, uh, so, and, kindly, great, good, perfect`),
  nothing: phrases(`no idea, no clue, no one, nobody, yes and no`),
};

const es: AnswerWords = {
  yes: phrases(`
    si, claro, por supuesto, desde luego, adelante, sin problema, por que no, me parece bien, hazlo, hagalo, acepto,
    con gusto, como no`),
  weakYes: phrases(`
    vale, ok, okay, bueno, de acuerdo, esta bien, perfecto, bien, dale, listo, por favor, correcto, me gustaria`),
  accepts: phrases(`
    si por favor, seria genial, seria estupendo, seria bueno, me encantaria, se lo agradeceria, te lo agradeceria,
    paseme, pasame, conecteme, conectame, comuniqueme, comunicame, transfierame, transfiereme`),
  no: phrases(`
    no, nop, mejor no, ahora no, de momento no, por ahora no, no hace falta, no es necesario, para nada, en otro
    momento, quizas despues, tal vez luego, mas tarde, dejalo, dejelo, asi esta bien, estoy bien`),
  declines: phrases(`
    no gracias, mejor no, prefiero no, prefiero que no, preferiria no, ahora no, no hace falta, no es necesario, no
    quiero, no necesito, no me pase*, no me transfiera*, seguir aqui, seguir contigo, seguir con usted, sigamos
    aqui, continuar aqui, continuemos, sigo contigo, prefiero el bot, prefiero el asistente, prefiero seguir`),
  later: phrases(`
    pero primero, pero antes, primero dime, primero digame, primero quiero, primero necesito, primero puede*, antes
    de eso, antes quiero, antes dime, antes digame, todavia no, aun no, un momento, espera, espere, en un rato, en
    un minuto, pero luego, pero despues, luego`),
  polite: phrases(`
    por favor, gracias, muchas gracias, muy amable, entonces, pues, eso, ahora, porfa, porfavor, y, bien, perfecto,
    señor, ah, eh`),
  nothing: phrases(`no se, no entiendo, si no`),
};

const fr: AnswerWords = {
  yes: phrases(`
    oui, ouais, bien sur, volontiers, certainement, absolument, avec plaisir, pas de probleme, pourquoi pas, allez
    y, faites, je veux bien, j accepte, tout a fait, carrement`),
  weakYes: phrases(`
    ok, okay, d accord, dac, tres bien, bien, parfait, ca marche, entendu, s il vous plait, s il te plait, svp, stp,
    bon, exact, j aimerais, je souhaite`),
  accepts: phrases(`
    oui s il vous plait, oui svp, ce serait bien, ce serait super, ce serait parfait, ca m arrangerait, je veux
    bien, passez moi, mettez moi en relation, transferez moi, connectez moi`),
  no: phrases(`
    non, nan, pas maintenant, plutot pas, plus tard, pas la peine, ce n est pas la peine, ce n est pas necessaire,
    pas necessaire, inutile, c est bon, ca va, laissez tomber, une autre fois, peut etre plus tard`),
  declines: phrases(`
    non merci, je prefere pas, je ne prefere pas, prefere continuer, prefere rester, prefererais continuer,
    prefererais rester, plutot pas, pas maintenant, pas la peine, pas necessaire, pas besoin, je ne veux pas, je
    veux pas, ne me transferez pas, continuer ici, continuer avec vous, continuons, rester ici, rester avec vous, je
    reste avec`),
  later: phrases(`
    mais d abord, d abord, mais avant, avant cela, avant ca, avant dites, avant je, pas encore, pas tout de suite,
    un instant, un moment, attendez, attends, une minute, dans un instant, mais plus tard`),
  polite: phrases(`
    s il vous plait, s il te plait, svp, stp, merci, merci beaucoup, alors, donc, maintenant, ca, et, bien, parfait,
    ah, eh, ben, euh, monsieur, madame`),
  nothing: phrases(`non seulement`),
};

const de: AnswerWords = {
  yes: phrases(`
    ja, jo, jap, jawohl, gerne, gern, klar, naturlich, selbstverstandlich, auf jeden fall, unbedingt, kein problem,
    warum nicht, bitte ja, machen sie, mach das, einverstanden, sehr gerne`),
  weakYes: phrases(`
    ok, okay, gut, in ordnung, passt, von mir aus, meinetwegen, bitte, alles klar, perfekt, prima, richtig, na gut,
    das ware, ich mochte`),
  accepts: phrases(`
    ja bitte, ja gerne, das ware gut, das ware toll, das ware schon, das ware nett, das ware hilfreich, verbinden
    sie mich, verbinde mich, stellen sie mich durch, leiten sie mich weiter`),
  no: phrases(`
    nein, ne, nee, no, lieber nicht, eher nicht, jetzt nicht, nicht jetzt, nicht notig, nicht notwendig, spater
    vielleicht, vielleicht spater, schon gut, passt schon, auf keinen fall, brauche ich nicht, muss nicht sein, ein
    andermal`),
  declines: phrases(`
    nein danke, lieber nicht, eher nicht, jetzt nicht, nicht jetzt, nicht notig, nicht notwendig, ich will nicht,
    ich mochte nicht, mochte keinen, mochte keine, will keinen, will keine, brauche keinen, brauche keine, kein
    mensch, keinen menschen, lieber hier, lieber mit dem, hier weiter, hier bleiben, mit ihnen weiter, mit dir
    weiter, machen wir weiter, bleibe beim, bleibe lieber, nicht weiterleiten, nicht verbinden, nicht durchstellen`),
  later: phrases(`
    aber zuerst, aber erst, aber vorher, aber davor, zuerst, erst mal, erstmal, vorher, zuvor, noch nicht, gleich,
    einen moment, moment, einen augenblick, warten sie, warte, aber spater, spater`),
  polite: phrases(`
    bitte, danke, vielen dank, danke schon, dankeschon, dann, doch, mal, das, jetzt, und, gut, sehr, schon, ach, ah,
    also, ahm, nett, perfekt`),
  nothing: phrases(`ja oder`),
};

const pt: AnswerWords = {
  yes: phrases(`
    sim, claro, com certeza, pode ser, por favor sim, sem problema, por que nao, porque nao, aceito, pode sim, isso,
    com prazer, certamente, faca isso`),
  weakYes: phrases(`
    ok, okay, ta, ta bom, esta bem, tudo bem, certo, bom, beleza, por favor, perfeito, combinado, correto, gostaria,
    quero, pode`),
  accepts: phrases(`
    sim por favor, seria otimo, seria bom, seria ideal, eu gostaria, me transfira, transfira me, pode transferir,
    pode passar, me passe, me conecte`),
  no: phrases(`
    nao, agora nao, melhor nao, nao precisa, nao e necessario, nao e preciso, depois talvez, talvez depois, mais
    tarde, deixa, deixe, esta tudo bem assim, de jeito nenhum, outra hora`),
  declines: phrases(`
    nao obrigad*, melhor nao, prefiro nao, preferia nao, prefiro que nao, agora nao, nao precisa, nao e necessario,
    nao e preciso, nao quero, nao preciso, nao me transfira, continuar aqui, continuar com voce, continuar contigo,
    vamos continuar, seguir aqui, ficar aqui, ficar com voce, prefiro o bot, prefiro o assistente, prefiro continuar`),
  later: phrases(`
    mas primeiro, mas antes, primeiro me, primeiro quero, primeiro preciso, primeiro diga, antes disso, antes me,
    antes quero, antes diga, ainda nao, um momento, um instante, espera, espere, daqui a pouco, so um minuto, mas
    depois, depois`),
  polite: phrases(`
    por favor, obrigado, obrigada, muito, muito obrigado, muito obrigada, entao, agora, isso, e, sim, bom, ah, eh,
    perfeito, otimo`),
  nothing: phrases(`nao sei, nao entendi`),
};

const it: AnswerWords = {
  yes: phrases(`
    si, certo, certamente, certo che si, volentieri, assolutamente, senz altro, nessun problema, perche no, accetto,
    faccia pure, fai pure, prego, con piacere, magari si`),
  weakYes: phrases(`
    ok, okay, va bene, d accordo, bene, perfetto, per favore, per cortesia, esatto, giusto, vabbe, mi piacerebbe,
    vorrei`),
  accepts: phrases(`
    si per favore, si grazie, sarebbe ottimo, sarebbe bello, sarebbe utile, sarebbe perfetto, mi passi, mi passa, mi
    metta in contatto, mi colleghi, mi trasferisca`),
  no: phrases(`
    no, meglio di no, non ora, non adesso, non serve, non c e bisogno, non e necessario, piu tardi, magari dopo,
    forse dopo, lascia stare, lasci stare, va bene cosi, sto bene cosi, un altra volta`),
  declines: phrases(`
    no grazie, meglio di no, preferisco di no, preferirei di no, preferirei non, preferisco non, non ora, non
    adesso, non serve, non c e bisogno, non e necessario, non voglio, non mi serve, non mi passi, non mi
    trasferisca, continuare qui, continuare con te, continuare con lei, continuiamo, restare qui, resto con,
    preferisco il bot, preferisco l assistente, preferisco continuare, preferisco restare`),
  later: phrases(`
    ma prima, pero prima, prima mi, prima vorrei, prima dimmi, prima mi dica, prima di, non ancora, un momento, un
    attimo, un secondo, aspetti, aspetta, tra poco, fra poco, ma dopo, dopo`),
  polite: phrases(`
    per favore, per cortesia, grazie, grazie mille, molto, gentile, allora, adesso, ora, pure, e, bene, perfetto,
    ah, eh, beh, si`),
  nothing: phrases(`non so, non capisco, se no`),
};

const nl: AnswerWords = {
  yes: phrases(`
    ja, jawel, jazeker, zeker, graag, heel graag, natuurlijk, uiteraard, absoluut, geen probleem, waarom niet, doe
    maar, doe dat maar, ga je gang, ga uw gang`),
  weakYes: phrases(`
    ok, oke, okay, goed, prima, is goed, akkoord, alsjeblieft, alstublieft, top, perfect, juist, vooruit, ik wil
    graag, ik zou graag, dat zou`),
  accepts: phrases(`
    ja graag, ja alsjeblieft, ja alstublieft, dat zou fijn zijn, dat zou mooi zijn, dat zou helpen, dat lijkt me
    goed, dat is goed, verbind me door, verbind mij door, zet me door, schakel me door`),
  no: phrases(`
    nee, neen, nee dank*, liever niet, nu niet, niet nu, niet nodig, hoeft niet, dat hoeft niet, laat maar,
    misschien later, later misschien, straks misschien, andere keer`),
  declines: phrases(`
    nee dank*, liever niet, nu niet, niet nu, niet nodig, hoeft niet, wil niet, wil geen, ik hoef geen, heb geen,
    niet doorverbinden, liever hier, hier verder, met jou verder, met u verder, gaan we verder, ga verder, blijf
    hier, blijf liever, liever met de bot, liever met jou, zonder medewerker`),
  later: phrases(`
    maar eerst, maar voor, eerst, daarvoor, nog niet, een moment, een ogenblik, momentje, wacht, zo meteen, straks,
    zo dadelijk, maar later`),
  polite: phrases(`
    alsjeblieft, alstublieft, aub, dank je, dank u, dankjewel, dankuwel, bedankt, dan, maar, even, nu, dat, graag,
    en, goed, prima, nou, ah, eh, wel, hoor`),
  nothing: phrases(`weet niet`),
};

const zh: AnswerWords = {
  yes: phrases(`
    是的, 好的, 好呀, 好啊, 可以的, 可以啊, 没问题, 沒問題, 当然, 當然, 同意, 嗯, 嗯嗯, 请转, 請轉, 转吧, 轉吧, 需要的, 要的, 愿意, 願意, 麻烦你了, 麻烦了, 行的, 行啊, 那好`),
  weakYes: phrases(
    `好, 可以, 行, 需要, 要, 麻烦, 麻煩, 请, 請, 那就, 成, 是, 对, 對, 麻烦您, 麻煩您`,
  ),
  accepts: phrases(`请转接, 請轉接, 帮我转, 幫我轉, 请帮我转, 转接吧, 那就转, 太好了, 接过来吧`),
  no: phrases(
    `不, 不用, 不要, 不用了, 不需要, 不了, 不必, 不行, 不是, 不想, 算了, 没必要, 沒必要, 先不用, 先不要, 暂时不, 暫時不, 以后再说, 以後再說, 下次`,
  ),
  declines: phrases(
    `不用了, 不需要, 不必了, 不要转, 不要轉, 别转, 別轉, 不想转, 不想, 先不用, 先不, 算了, 继续和你, 繼續和你, 跟你聊, 继续跟你, 就在这里, 你来就好`,
  ),
  later: phrases(`先, 等一下, 等等, 稍等, 等会, 等會, 还没, 還沒, 一会儿, 待会`),
  polite: phrases(
    `谢谢, 謝謝, 多谢, 麻烦, 麻煩, 请, 請, 了, 吧, 啊, 呀, 你, 您, 的, 好, 呢, 嘛, 那, 就, 哦, 嗯, 可以, 感谢, 感謝`,
  ),
  nothing: phrases(
    `对不起, 對不起, 不好意思, 是不是, 要不要, 可不可以, 能不能, 好不好, 行不行, 不知道, 不明白, 不懂`,
  ),
};

/** All languages; an answer is looked for in each, for customers answer in the language they like. */
export const answerWords: readonly AnswerWords[] = [en, es, fr, de, pt, it, nl, zh];
